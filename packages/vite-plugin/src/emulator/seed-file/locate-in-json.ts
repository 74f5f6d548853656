import type { SeedPath } from '../seed/parse-seed.ts'

/**
 * Where a part of a JSON text begins, or the innermost part around it that is there.
 *
 * @param text valid JSON
 * @returns an offset in UTF-16 code units
 */
export function locateInJson(text: string, path: SeedPath): number {
  return new JsonScanner(text).find(path)
}

/** `line:column` of an offset, both from 1. */
export function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n')
  return `${before.length}:${(before.at(-1) ?? '').length + 1}`
}

/** Reads valid JSON without keeping what it says: only where things are. */
class JsonScanner {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  find(path: SeedPath): number {
    this.#skipSpace()
    const start = this.#at
    const [part, ...rest] = path
    if (part === undefined) return start
    for (const key of this.#entries()) {
      if (key === part) return this.find(rest)
      this.#skipValue()
    }
    return start
  }

  /** The keys of the object or list that begins here, the scanner being at the value of each. */
  *#entries(): Generator<string | number> {
    const open = this.#text[this.#at]
    if (open !== '{' && open !== '[') return
    this.#at += 1
    for (let index = 0; ; index += 1) {
      this.#skipSpace()
      const next = this.#text[this.#at]
      if (next === ',') this.#at += 1
      this.#skipSpace()
      if (next === '}' || next === ']') {
        this.#at += 1
        return
      }
      if (open === '[') yield index
      else {
        const key = JSON.parse(this.#string()) as string
        this.#skipSpace()
        // The colon.
        this.#at += 1
        this.#skipSpace()
        yield key
      }
    }
  }

  #skipValue(): void {
    const next = this.#text[this.#at]
    if (next === '"') this.#string()
    else if (next === '{' || next === '[') for (const _ of this.#entries()) this.#skipValue()
    else while (!',]} \t\r\n'.includes(this.#text[this.#at] ?? ',')) this.#at += 1
  }

  #string(): string {
    const start = this.#at
    this.#at += 1
    while (this.#text[this.#at] !== '"') this.#at += this.#text[this.#at] === '\\' ? 2 : 1
    this.#at += 1
    return this.#text.slice(start, this.#at)
  }

  #skipSpace(): void {
    while (' \t\r\n'.includes(this.#text[this.#at] ?? '-')) this.#at += 1
  }
}
