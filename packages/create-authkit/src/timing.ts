/** Where the time of a run went, for `--timing`. */
export class Timing {
  readonly #phases: Array<{ name: string; end: number }> = []

  /** The phase `name` ends now; the first one began when the process did. */
  mark(name: string): void {
    this.#phases.push({ name, end: performance.now() })
  }

  /** One line: `timing: start-up 60 ms · project 130 ms · total 190 ms`. */
  toString(): string {
    let start = 0
    const phases = this.#phases.map(({ name, end }) => {
      const phase = `${name} ${Math.round(end - start)} ms`
      start = end
      return phase
    })
    return `timing: ${[...phases, `total ${Math.round(start)} ms`].join(' · ')}`
  }
}
