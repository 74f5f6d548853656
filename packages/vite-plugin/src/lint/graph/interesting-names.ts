/** Names of which a module must mention one to be looked into. They only ever become more. */
export class InterestingNames {
  readonly #names: Set<string>
  readonly #new = new Set<string>()
  #pattern: RegExp

  constructor(names: Iterable<string>) {
    this.#names = new Set(names)
    this.#pattern = wordPattern(this.#names)
  }

  add(name: string): void {
    if (this.#names.has(name)) return
    this.#names.add(name)
    this.#new.add(name)
  }

  has(name: string): boolean {
    return this.#names.has(name)
  }

  /** Whether a text has one of the names in it, as a word of its own; the newest count once they are taken. */
  areIn(source: string): boolean {
    return this.#pattern.test(source)
  }

  /** A test for those that came since the last call; `undefined` when there are none. */
  takeNew(): ((source: string) => boolean) | undefined {
    if (this.#new.size === 0) return undefined
    const pattern = wordPattern(this.#new)
    this.#new.clear()
    this.#pattern = wordPattern(this.#names)
    return (source) => pattern.test(source)
  }
}

/** A pattern that matches any of the names where it is not a part of a longer one. */
function wordPattern(names: Iterable<string>): RegExp {
  return new RegExp([...names].map(wordOf).join('|'))
}

/** `\b` knows no other letters than those of ASCII: beside another it may take a part of a name for the whole. */
function wordOf(name: string): string {
  const before = isLetter(name.at(0)) ? String.raw`\b` : ''
  const after = isLetter(name.at(-1)) ? String.raw`\b` : ''
  return before + name.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`) + after
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /\w/.test(character)
}
