import { SECRET_NAMES, type SecretName } from './secret-names.ts'

/** Shorter values (`test`, `sk_test_local`) prove nothing where they occur, in characters. */
export const MIN_SECRET_LENGTH = 16
/** Values of fewer different characters are stand-ins: `xxxxxxxxxxxxxxxx`. */
const MIN_DIFFERENT_CHARACTERS = 6

const MASK = '•'

/** The values of an app's secrets, to find them where they must not be. Never print one. */
export class SecretValues {
  readonly #values: readonly (readonly [SecretName, string])[]

  /** @param env the variables of the app's server; a list where a variable holds several secrets */
  constructor(env: Readonly<Record<string, string | readonly unknown[]>>) {
    this.#values = SECRET_NAMES.flatMap((name) => {
      const values = [env[name]].flat()
      return values.filter(isTelling).map((value) => [name, value] as const)
    })
  }

  /** The secrets whose values are in a text, and where the first of each begins. */
  in(text: string): readonly { name: SecretName; start: number; end: number }[] {
    return this.#values.flatMap(([name, value]) => {
      const start = text.indexOf(value)
      return start === -1 ? [] : [{ name, start, end: start + value.length }]
    })
  }

  /** The text with all values made unreadable; offsets stay. */
  mask(text: string): string {
    return this.#values.reduce(
      (masked, [, value]) => masked.replaceAll(value, () => MASK.repeat(value.length)),
      text,
    )
  }
}

function isTelling(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length >= MIN_SECRET_LENGTH &&
    new Set(value).size >= MIN_DIFFERENT_CHARACTERS
  )
}
