import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Folders that builds of Start apps make, and their hosts' tools beside them. */
const FOLDERS = [
  'dist',
  '.output',
  '.nitro',
  '.netlify',
  '.tanstack',
  '.vercel',
  '.vinxi',
  '.wrangler',
  'build',
]

/** Variables of a Worker, beside its built code. */
const DEV_VARS = '.dev.vars'

/** What a build leaves in an app, so that it can be taken away again. */
export class BuildOutput {
  readonly #root: string
  readonly #before: ReadonlySet<string>
  readonly #tree: { path: string; bytes: Buffer } | null
  readonly #variables = new Map<string, Buffer | null>()

  /** @param generatedRouteTree relative to the app; a build writes it anew */
  constructor(root: string, generatedRouteTree: string) {
    this.#root = root
    this.#before = new Set(FOLDERS.filter((name) => existsSync(join(root, name))))
    const path = join(root, generatedRouteTree)
    this.#tree = existsSync(path) ? { path, bytes: readFileSync(path) } : null
  }

  /** Folders that the build made. */
  made(): string[] {
    return FOLDERS.filter((name) => existsSync(join(this.#root, name)) && !this.#before.has(name))
  }

  /** Folders that were there before, and may hold this build now. */
  overwritten(): string[] {
    return FOLDERS.filter(
      (name) => this.#before.has(name) && (name === 'dist' || name === 'build' || name === '.output'),
    )
  }

  /** Gives a built Worker its variables: it sees none of its process'. */
  addWorkerVariables(variables: Readonly<Record<string, string>>): void {
    const dist = join(this.#root, 'dist')
    // Another tool, such as Nitro, may build elsewhere.
    if (!existsSync(dist)) return
    const workers = readdirSync(dist).filter((name) => existsSync(join(dist, name, 'wrangler.json')))
    for (const worker of workers) {
      const path = join(dist, worker, DEV_VARS)
      const before = existsSync(path) ? readFileSync(path) : null
      this.#variables.set(path, before)
      const lines = Object.entries(variables).map(([name, value]) => `${name}="${value}"`)
      // Of two lines for one variable the last counts.
      writeFileSync(path, [before?.toString() ?? '', ...lines, ''].join('\n'), { mode: 0o600 })
    }
  }

  /** Takes away what the build made, and puts back what it changed. */
  clean(): void {
    for (const name of this.made())
      rmSync(join(this.#root, name), { recursive: true, force: true, maxRetries: 3 })
    for (const [path, before] of this.#variables) {
      if (before === null) rmSync(path, { force: true })
      else if (existsSync(path)) writeFileSync(path, before)
    }
    if (this.#tree !== null && !this.#tree.bytes.equals(readFileSync(this.#tree.path))) {
      writeFileSync(this.#tree.path, this.#tree.bytes)
    }
  }
}
