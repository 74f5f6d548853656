import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Registry } from './registry.ts'
import { run } from './run.ts'

/**
 * Installs the packed command line with npm, the way `npm create` does.
 *
 * @returns the path of its executable
 */
export async function installPackedCli(registry: Registry, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n')
  await run('npm', ['install', 'create-authkit-start'], { cwd: folder, env: registry.environment })
  return join(folder, 'node_modules/.bin/create-authkit-start')
}
