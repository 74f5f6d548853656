/** Absolute path of the app's own module that a specifier means; `undefined` for everything else. */
export type Resolve = (specifier: string, importer: string) => Promise<string | undefined>

interface Question {
  specifier: string
  importer: string
}

/**
 * What specifiers mean, each asked once. Answers come later: a question that was not asked before is noted, and
 * {@link settle} gets all the answers at once.
 */
export class Resolutions {
  readonly #resolve: Resolve
  /** `null`: no module of the app. */
  readonly #answers = new Map<string, string | null>()
  readonly #open = new Map<string, Question>()
  /** Questions that threw; their answer is none. */
  readonly #failed = new Set<string>()
  readonly #root: string

  /** @param root absolute path of the app: below it a specifier that is not relative means the same everywhere */
  constructor(resolve: Resolve, root: string) {
    this.#resolve = resolve
    this.#root = root
  }

  /** The file; `null` when it is none of the app's, `undefined` when it is not known yet. */
  get(specifier: string, importer: string): string | null | undefined {
    const key = this.question(specifier, importer)
    const answer = this.#answers.get(key)
    if (answer === undefined && !this.#open.has(key)) this.#open.set(key, { specifier, importer })
    return answer
  }

  /** What is asked when an importer names a specifier: importers with the same question have the same answer. */
  question(specifier: string, importer: string): string {
    const isShared = !specifier.startsWith('.') && importer.startsWith(`${this.#root}/`)
    return `${isShared ? this.#root : folderOf(importer)}\0${specifier}`
  }

  /** Whether there are questions without an answer. */
  get isOpen(): boolean {
    return this.#open.size > 0
  }

  /** Answers all open questions. */
  async settle(): Promise<void> {
    const questions = [...this.#open]
    this.#open.clear()
    await Promise.all(
      questions.map(async ([key, { specifier, importer }]) => {
        try {
          this.#answers.set(key, (await this.#resolve(specifier, importer)) ?? null)
        } catch {
          // A dev server that is starting again may not answer; it is asked again at the next change.
          this.#answers.set(key, null)
          this.#failed.add(key)
        }
      }),
    )
  }

  /**
   * Forgets what may have another answer now that files are new: specifiers without a file that may mean one.
   *
   * @returns the questions that are open again
   */
  add(files: Iterable<string>): readonly string[] {
    const stems = new Set([...files].flatMap(stemsOf))
    const forgotten = [...this.#failed]
    this.#failed.clear()
    if (stems.size > 0) {
      for (const [key, answer] of this.#answers) {
        if (answer === null && stems.has(stemOf(key.slice(key.indexOf('\0') + 1)))) forgotten.push(key)
      }
    }
    for (const key of forgotten) this.#answers.delete(key)
    return forgotten
  }

  /** Forgets what meant a file that is gone. */
  remove(file: string): void {
    for (const [key, answer] of this.#answers) if (answer === file) this.#answers.delete(key)
  }
}

/** Names by which specifiers may speak of a file: its own, and that of its folder when it is an index. */
export function stemsOf(file: string): readonly string[] {
  const stem = stemOf(file)
  return stem === 'index' ? [stem, stemOf(folderOf(file)), '.', '..', ''] : [stem]
}

/** The last part of a path, without its extension. */
export function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const dot = name.indexOf('.', 1)
  return dot < 0 || name === '..' ? name : name.slice(0, dot)
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/'))
}
