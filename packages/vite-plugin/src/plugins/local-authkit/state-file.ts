import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import type { LocalAuthKit, LocalAuthKitSnapshot } from '../../emulator/index.ts'

/** How long after a change the file is written, in milliseconds: changes come in bursts. */
const WRITE_DELAY = { least: 50, most: 1_000 } as const

/** How many times as long as the last write took the next one waits: a state of some megabytes takes a tenth of a second. */
const PAUSE = 10

/** What a state file holds. */
export interface SavedState {
  readonly cookiePassword: string
  readonly authKit: LocalAuthKitSnapshot
}

/**
 * Where the local AuthKit of an app keeps what it knows between two runs of the dev server: below Vite's cache, which
 * is `node_modules/.vite` and never committed.
 *
 * @param key tells apps, and credentials of one app, apart
 */
export function stateFilePath(cacheDir: string, key: string): string {
  const name = createHash('sha256').update(key).digest('hex').slice(0, 16)
  return join(cacheDir, 'authkit', `${name}.json`)
}

/** The state of a local AuthKit in a file that only this user can read: it has keys, sessions and the cookie password. */
export class StateFile {
  readonly path: string
  readonly #cookiePassword: string
  readonly #authKit: LocalAuthKit
  readonly #warn: (message: string) => void
  #timer: NodeJS.Timeout | undefined
  /** Whether a write is asked for that has not begun: it will have all that changes until then. */
  #isWaiting = false
  /** Milliseconds. */
  #lastDuration = 0
  #writing: Promise<void> = Promise.resolve()

  constructor(
    path: string,
    { cookiePassword, authKit }: { cookiePassword: string; authKit: LocalAuthKit },
    warn: (message: string) => void,
  ) {
    this.path = path
    this.#cookiePassword = cookiePassword
    this.#authKit = authKit
    this.#warn = warn
  }

  /** Writes soon: all that changes until then at once, and never more than one write behind the one that runs. */
  schedule(): void {
    if (this.#isWaiting) return
    this.#isWaiting = true
    const delay = Math.min(Math.max(WRITE_DELAY.least, this.#lastDuration * PAUSE), WRITE_DELAY.most)
    this.#timer = setTimeout(() => void this.flush(), delay)
    // What was asked for last is written; a process that is told to end need not wait for the delay.
    this.#timer.unref()
  }

  /** Writes what is scheduled, and waits until it is there. */
  async flush(): Promise<void> {
    if (this.#timer !== undefined) {
      clearTimeout(this.#timer)
      this.#timer = undefined
      this.#writing = this.#writing.then(() => this.#write())
    }
    await this.#writing
  }

  /** Into a file beside it that then takes its place: a process that is killed leaves the old one or the new one. */
  async #write(): Promise<void> {
    this.#isWaiting = false
    const start = performance.now()
    const temporary = `${this.path}.${process.pid}.tmp`
    try {
      const saved: SavedState = {
        cookiePassword: this.#cookiePassword,
        authKit: await this.#authKit.snapshot(),
      }
      await mkdir(dirname(this.path), { recursive: true })
      // For a cache that is not in node_modules.
      await writeFile(join(dirname(this.path), '.gitignore'), '*\n')
      await writeFile(temporary, JSON.stringify(saved), { mode: 0o600 })
      await rename(temporary, this.path)
    } catch (error) {
      await rm(temporary, { force: true })
      this.#warn(
        `The local AuthKit can't save its state, so everybody is signed out when the dev server starts again: ${String(error)}`,
      )
    }
    this.#lastDuration = performance.now() - start
  }
}

/** What a state file holds; `undefined` when there is none or it can't be read. */
export async function readStateFile(path: string): Promise<SavedState | undefined> {
  try {
    const saved = JSON.parse(await readFile(path, 'utf8')) as Partial<SavedState> | null
    const { cookiePassword, authKit } = saved ?? {}
    const isWhole = typeof cookiePassword === 'string' && cookiePassword.length >= 32
    return isWhole && authKit !== undefined ? { cookiePassword, authKit } : undefined
  } catch {
    // Not there, or not whole: as good as none.
    return undefined
  }
}
