/** Most notices that wait to be shown; the oldest make room. */
export const MAX_NOTICES = 20

/** What an action came to. */
export interface Notice {
  readonly text: string
  readonly isFailure: boolean
}

/**
 * What actions came to, for the page that is shown next. The address of that page names a notice and does not hold its
 * text: no link can make the page say anything.
 */
export class Notices {
  readonly #notices = new Map<string, Notice>()

  /** @returns its name */
  add(notice: Notice): string {
    const id = crypto.randomUUID()
    this.#notices.set(id, notice)
    const [oldest] = this.#notices.keys()
    if (this.#notices.size > MAX_NOTICES && oldest !== undefined) this.#notices.delete(oldest)
    return id
  }

  find(id: string): Notice | undefined {
    return this.#notices.get(id)
  }
}
