import { isAbsolute, join, normalize } from 'node:path'

import { loadConfigFromFile, type ViteDevServer } from 'vite'

import type { PluginContext } from '../../context.ts'
import type { LoadedSeed, Seed } from '../../emulator/index.ts'

/**
 * How long a file has to be left alone before it is read again, in milliseconds: many editors empty a file before they
 * write it, and a watcher that has told of the first says nothing of the second.
 */
const SETTLE_TIME = 100

/** Where the people of the local AuthKit come from: the plugin's option, or a seed file that is read again when it changes. */
export class SeedSource {
  readonly #ctx: PluginContext
  /** Absolute paths of what the seed was read from. */
  #dependencies: readonly string[] = []
  #timer: NodeJS.Timeout | undefined
  /** One after the other: what was read last is what holds. */
  #reloading: Promise<void> = Promise.resolve()
  #isClosed = false

  constructor(ctx: PluginContext) {
    this.#ctx = ctx
  }

  /**
   * The seed; `undefined` when there is none. A seed that is not valid is reported, and then there is none either: the
   * dev server starts all the same.
   */
  async read(): Promise<Seed | undefined> {
    try {
      return await this.#read()
    } catch (error) {
      this.#report(error)
      return undefined
    }
  }

  /** Reads the seed again whenever its file, or one that it imports, changes. */
  async watch({ watcher }: ViteDevServer, apply: (seed: Seed | undefined) => void): Promise<void> {
    const { seed } = this.#ctx.options.localAuthKit
    if (typeof seed === 'object') return
    const { SEED_FILE_NAMES } = await import('../../emulator/seed-file/find-seed-file.ts')
    const candidates =
      seed === undefined ? SEED_FILE_NAMES.map((name) => this.#absolute(name)) : [this.#absolute(seed)]
    watcher.add([...candidates, ...this.#dependencies])
    const isOurs = (path: string): boolean =>
      candidates.includes(normalize(path)) || this.#dependencies.includes(normalize(path))
    watcher.on('all', (_event, path) => {
      if (isOurs(path)) this.#scheduleReload(apply)
    })
  }

  /** Ends the watching; a change that has not been read yet is forgotten. */
  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
  }

  #scheduleReload(apply: (seed: Seed | undefined) => void): void {
    if (this.#isClosed) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#reloading = this.#reloading.then(() => this.#reload(apply))
    }, SETTLE_TIME)
    this.#timer.unref()
  }

  async #reload(apply: (seed: Seed | undefined) => void): Promise<void> {
    const { logger } = this.#ctx.config
    try {
      const seed = await this.#read()
      if (this.#isClosed) return
      apply(seed)
      logger.info('[authkit] The local AuthKit has the changed seed.', { timestamp: true })
    } catch (error) {
      // What it has goes on.
      if (!this.#isClosed) this.#report(error)
    }
  }

  async #read(): Promise<Seed | undefined> {
    const { checkSeed, findSeedFile, loadSeedFile } = await import('../../emulator/index.ts')
    const { config, options } = this.#ctx
    const { seed } = options.localAuthKit
    if (typeof seed === 'object') return checkSeed(seed)
    const file = seed === undefined ? await findSeedFile(config.root) : this.#absolute(seed)
    if (file === undefined) return undefined
    const loaded: LoadedSeed = await loadSeedFile(file, {
      importModule: (path) => importByVite(path, this.#ctx),
    })
    this.#dependencies = loaded.dependencies.map((path) => normalize(this.#absolute(path)))
    return loaded.seed
  }

  #absolute(path: string): string {
    return normalize(isAbsolute(path) ? path : join(this.#ctx.config.root, path))
  }

  #report(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error)
    this.#ctx.config.logger.error(`[authkit] The seed of the local AuthKit: ${message}`, { timestamp: true })
  }
}

/** As Vite loads its own configuration: TypeScript, imports and all. */
async function importByVite(
  path: string,
  { config }: PluginContext,
): Promise<{ exports: unknown; dependencies: readonly string[] }> {
  const environment = { command: config.command, mode: config.mode }
  const loaded = await loadConfigFromFile(environment, path, config.root, 'silent').catch(
    (cause: unknown) => {
      // Vite's words for a configuration; they would lead astray here.
      const isNoObject =
        cause instanceof Error && cause.message.startsWith('config must export or return an object')
      throw isNoObject ? new Error('its default export must be the seed, an object.', { cause }) : cause
    },
  )
  if (loaded === null) throw new Error(`There is no ${path}.`)
  return { exports: loaded.config, dependencies: loaded.dependencies }
}
