import { join, resolve } from 'node:path'
import { run } from './run.ts'
import { publishedPackages, workspaceRoot, type PublishedPackage } from './workspace.ts'

export interface Tarball {
  readonly name: PublishedPackage
  readonly version: string
  /** Absolute path of the `.tgz`. */
  readonly file: string
}

/**
 * Packs both packages exactly as they would be published. They must have been built.
 *
 * @throws Error when a package has no build output, because an empty package would fail much later and more obscurely.
 */
export async function packPackages(destination: string): Promise<Tarball[]> {
  const names = Object.keys(publishedPackages) as PublishedPackage[]
  return Promise.all(names.map((name) => packPackage(name, destination)))
}

interface PackReport {
  readonly name: PublishedPackage
  readonly version: string
  readonly filename: string
  readonly files: readonly { readonly path: string }[]
}

async function packPackage(name: PublishedPackage, destination: string): Promise<Tarball> {
  const { stdout } = await run('pnpm', ['pack', '--json', '--pack-destination', destination], {
    cwd: join(workspaceRoot, publishedPackages[name]),
  })
  const report = JSON.parse(stdout) as PackReport
  if (!report.files.some((file) => file.path.startsWith('dist/'))) {
    throw new Error(`${name} has no dist/ to pack: run \`pnpm run build\` first.`)
  }
  return { name, version: report.version, file: resolve(destination, report.filename) }
}
