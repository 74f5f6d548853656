import { join } from 'node:path'
import { PassThrough } from 'node:stream'

import { CliError } from '../../src/cli-error.ts'
import { init } from '../../src/commands/init.ts'
import type { InitJson } from '../../src/commands/init-json.ts'
import { undo } from '../../src/commands/undo.ts'
import type { UndoJson } from '../../src/commands/undo-json.ts'
import { parseArgs } from '../../src/parse-args.ts'
import { Timing } from '../../src/timing.ts'
import { jsonReporter } from '../../src/ui/json-reporter.ts'
import { readTree, temporaryFolder } from '../file-tree.ts'
import type { AppTree } from './app-tree.ts'
import { type Change, plantTree } from './plant-tree.ts'

/** What a command said. */
export interface Answer<Document> {
  exitCode: number
  document: Document | null
  error: CliError | null
}

/** A tree on the disk, and the commands run in it: the real ones, in this process. */
export class PlantedApp {
  /** Top of the tree. */
  readonly top: string
  /** Folder of the app. */
  readonly root: string
  readonly #cwd: string
  readonly #tree: AppTree
  #env: NodeJS.ProcessEnv

  /** @param change what is done to every file's bytes before it is written */
  constructor(tree: AppTree, change?: Change) {
    this.#tree = tree
    this.top = temporaryFolder('tree')
    this.root = join(this.top, tree.folder ?? '.')
    this.#cwd = join(this.top, tree.cwd ?? tree.folder ?? '.')
    this.#env = { PATH: process.env['PATH'] }
    plantTree(tree, this.top, change)
  }

  /** Puts a folder first on the PATH. */
  use(bin: string): void {
    this.#env = { ...this.#env, PATH: `${bin}:${this.#env['PATH']}` }
  }

  /** Every file, folder and mode of the tree; git's own files and installed packages are no part of it. */
  contents(): Record<string, string> {
    return Object.fromEntries(
      Object.entries(readTree(this.top))
        .filter(([path]) => !/(^|\/)(\.git|node_modules)(\/|$)/.test(path))
        .map(([path, content]) => [path, path.endsWith('.record') ? 'a record for undo' : content]),
    )
  }

  init(extra: readonly string[] = ['--no-install']): Promise<Answer<InitJson>> {
    const invocation = parseArgs([...(this.#tree.args ?? ['--local']), '--yes', '--json', ...extra])
    if (invocation.command !== 'init') throw new Error('The arguments are not those of init')
    return this.#run((print) => init(invocation.options, this.#context(print), silent()))
  }

  undo(): Promise<Answer<UndoJson>> {
    const invocation = parseArgs(['undo', '--yes', '--json'])
    if (invocation.command !== 'undo') throw new Error('The arguments are not those of undo')
    return this.#run((print) => undo(invocation.options, this.#context(print), silent()))
  }

  async #run<Document>(
    command: (print: (text: string) => void) => Promise<number>,
  ): Promise<Answer<Document>> {
    let output = ''
    try {
      const exitCode = await command((text) => (output += text))
      return { exitCode, document: JSON.parse(output), error: null }
    } catch (error) {
      if (!(error instanceof CliError)) throw error
      return { exitCode: error.exitCode, document: null, error }
    }
  }

  #context(print: (text: string) => void): Parameters<typeof init>[1] {
    return {
      env: this.#env,
      cwd: this.#cwd,
      isInteractive: false,
      signal: new AbortController().signal,
      timing: new Timing(),
      print,
    }
  }
}

function silent(): ReturnType<typeof jsonReporter> {
  return jsonReporter(new PassThrough())
}
