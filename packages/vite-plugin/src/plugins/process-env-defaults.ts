/**
 * Variables that the plugin gives to the app's server in dev, through `process.env`: each only while nobody else sets
 * it. They outlive a restart of the dev server, so they are taken back before the app's `.env` files are read again;
 * a value that was added there must win.
 */
export class ProcessEnvDefaults {
  readonly #given = new Map<string, string>()

  /** Sets a variable that is missing or empty, or that was given here before. */
  give(name: string, value: string): void {
    const current = process.env[name]?.trim() ?? ''
    if (current !== '' && current !== this.#given.get(name)) return
    this.#given.set(name, value)
    process.env[name] = value
  }

  /** Removes every variable that still has the value it was given here. */
  takeBack(): void {
    for (const [name, value] of this.#given) {
      if (process.env[name] === value) delete process.env[name]
    }
  }
}
