/** Who asked about whom, in both directions. */
export class Dependents {
  readonly #asked = new Map<string, ReadonlySet<string>>()
  readonly #askedBy = new Map<string, Set<string>>()

  /** Who asked about something. */
  of(subject: string): Iterable<string> {
    return this.#askedBy.get(subject) ?? []
  }

  /** Notes all that somebody asked about, in place of what was noted before. */
  set(who: string, subjects: ReadonlySet<string>): void {
    for (const subject of this.#asked.get(who) ?? []) {
      if (!subjects.has(subject)) this.#askedBy.get(subject)?.delete(who)
    }
    for (const subject of subjects) {
      const known = this.#askedBy.get(subject)
      if (known === undefined) this.#askedBy.set(subject, new Set([who]))
      else known.add(who)
    }
    if (subjects.size === 0) this.#asked.delete(who)
    else this.#asked.set(who, subjects)
  }
}
