import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import type { Project } from '../project/project.ts'
import { lastLines, runTool } from './run-tool.ts'
import type { TypeProblem } from './type-errors.ts'
import { parseTypeErrors } from './type-errors.ts'

/** The type errors of the app, or why they can't be told. */
export type TypeCheck = { checked: true; errors: TypeProblem[] } | { checked: false; reason: string }

/** Configurations that may hold the app's sources: a solution's `tsconfig.json` has none of its own. */
const CONFIG_FILES = ['tsconfig.json', 'tsconfig.app.json']

/**
 * The app's own TypeScript compiler. What the first check learns makes the second one faster; it is kept in the
 * system's temporary folder until `dispose`.
 */
export class TypeChecker {
  readonly #project: Project
  readonly #env: NodeJS.ProcessEnv
  readonly #cache: string = mkdtempSync(join(tmpdir(), 'create-authkit-start-'))

  constructor(project: Project, env: NodeJS.ProcessEnv) {
    this.#project = project
    this.#env = env
  }

  /** @throws the signal's reason when it is aborted */
  async check(signal: AbortSignal): Promise<TypeCheck> {
    if (!this.#project.typescript) return { checked: false, reason: 'the app does not use TypeScript' }
    const compiler = findCompiler(this.#project.root)
    if (compiler === null) return { checked: false, reason: 'TypeScript is not installed' }

    const configs = CONFIG_FILES.filter((file) => existsSync(join(this.#project.root, file)))
    for (const config of configs) {
      const result = await this.#run(compiler, config, signal)
      if (result !== null) return result
    }
    const names = configs.length === 0 ? 'no tsconfig.json' : configs.join(' and ')
    return { checked: false, reason: `${names} includes the app's sources` }
  }

  /** Deletes what the checks remembered. */
  dispose(): void {
    rmSync(this.#cache, { recursive: true, force: true })
  }

  /** `null` when this configuration does not include the app's sources. */
  async #run(compiler: string, config: string, signal: AbortSignal): Promise<TypeCheck | null> {
    const { root, rootRoute } = this.#project
    const result = await runTool(
      process.execPath,
      [
        compiler,
        '--project',
        config,
        '--noEmit',
        '--pretty',
        'false',
        '--listFiles',
        '--incremental',
        '--tsBuildInfoFile',
        join(this.#cache, `${config}.tsbuildinfo`),
      ],
      { cwd: root, env: this.#env, signal },
    )
    const errors = parseTypeErrors(result.lines)
    const covered = result.lines.some((line) => line.replaceAll('\\', '/').endsWith(`/${rootRoute.path}`))
    if (covered) return { checked: true, errors }
    return result.exitCode === 0 ? null : { checked: false, reason: lastLines(result, 1) }
  }
}

/** The script behind the app's `tsc`, whichever version it is. */
function findCompiler(root: string): string | null {
  try {
    const manifest = createRequire(join(root, 'package.json')).resolve('typescript/package.json')
    const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin?: { tsc?: string } }
    return bin?.tsc === undefined ? null : join(dirname(manifest), bin.tsc)
  } catch {
    return null
  }
}
