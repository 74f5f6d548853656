import { unprocessable, type FieldError } from './api-error.ts'
import { isEmail, normalizeEmail } from './email-address.ts'
import { readJson } from './read-json.ts'

/** Longest text in a field, in UTF-16 code units. */
const MAX_TEXT_LENGTH = 4_096

/** Most entries of `metadata`, and lengths of a key and a value: WorkOS' limits. */
const METADATA_LIMITS = { entries: 10, key: 40, value: 600 } as const

/**
 * The fields of a JSON body. Each is asked for by its kind; what is wrong is collected, and {@link check} throws all of
 * it at once. A field that is not there is `undefined`, one that is `null` is `null` where the API lets it be.
 */
export class BodyFields {
  readonly #values: Readonly<Record<string, unknown>>
  readonly #errors: FieldError[] = []

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values
  }

  /** @throws ApiError when the body is not a JSON object */
  static async read(request: Request): Promise<BodyFields> {
    return new BodyFields(await readJson(request))
  }

  text(name: string): string | undefined {
    const value = this.#value(name) ?? undefined
    if (value === undefined) return undefined
    if (typeof value === 'string' && value.trim() !== '' && value.length <= MAX_TEXT_LENGTH) return value
    return this.#invalid(name, `must be a text of 1 to ${MAX_TEXT_LENGTH} characters.`)
  }

  /** A text; the empty text stands for a field that is not there. */
  requiredText(name: string): string {
    return this.#required(name, this.text(name)) ?? ''
  }

  /** A list of texts; the empty list stands for a field that is not there. */
  requiredTexts(name: string): string[] {
    return this.#required(name, this.texts(name)) ?? []
  }

  nullableText(name: string): string | null | undefined {
    return this.#value(name) === null ? null : this.text(name)
  }

  /** An email address, normalized. */
  email(name: string): string | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    const address = normalizeEmail(value)
    return isEmail(address) ? address : this.#invalid(name, 'must be an email address.')
  }

  /** An email address, normalized; the empty text stands for a field that is not there. */
  requiredEmail(name: string): string {
    return this.#required(name, this.email(name)) ?? ''
  }

  flag(name: string): boolean | undefined {
    const value = this.#value(name) ?? undefined
    if (value === undefined || typeof value === 'boolean') return value
    return this.#invalid(name, 'must be true or false.')
  }

  number(name: string): number | undefined {
    const value = this.#value(name) ?? undefined
    if (value === undefined || (typeof value === 'number' && Number.isFinite(value))) return value
    return this.#invalid(name, 'must be a number.')
  }

  /** An object of its own fields, whose errors have to be checked too. */
  fields(name: string): BodyFields | undefined {
    const value = this.#value(name) ?? undefined
    if (value === undefined) return undefined
    if (isRecord(value)) return new BodyFields(value)
    return this.#invalid(name, 'must be an object.')
  }

  /** Whatever is there. */
  unknown(name: string): unknown {
    return this.#value(name)
  }

  /** Refuses every field but these: a slip in a name must not go unseen. */
  only(...names: readonly string[]): void {
    for (const name of Object.keys(this.#values)) {
      if (!names.includes(name)) this.refuse(name, `is not known; there are ${names.join(', ')}.`)
    }
  }

  texts(name: string): string[] | undefined {
    const value = this.#value(name) ?? undefined
    if (value === undefined) return undefined
    if (Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '')) return value
    return this.#invalid(name, 'must be a list of texts.')
  }

  /** Texts by name; a `null` takes the name away, so it comes out as `null`. */
  metadata(name = 'metadata'): Record<string, string | null> | undefined {
    const value = this.#value(name) ?? undefined
    if (value === undefined) return undefined
    if (!isRecord(value)) return this.#invalid(name, 'must be an object.')
    const entries = Object.entries(value)
    const { entries: most, key: longestKey, value: longestValue } = METADATA_LIMITS
    const isValid = entries.every(
      ([key, item]) =>
        key.length <= longestKey &&
        (item === null || (typeof item === 'string' && item.length <= longestValue)),
    )
    if (isValid && entries.length <= most) return Object.fromEntries(entries) as Record<string, string | null>
    return this.#invalid(
      name,
      `may have ${most} entries, with keys of ${longestKey} and texts of ${longestValue} characters at most.`,
    )
  }

  /** Notes that a field is wrong for another reason. */
  refuse(field: string, message: string): void {
    this.#errors.push({ field, code: 'invalid', message: `${field} ${message}` })
  }

  /** @throws ApiError 422 with all that was wrong */
  check(): void {
    if (this.#errors.length > 0) throw unprocessable(this.#errors)
  }

  #value(name: string): unknown {
    return Object.hasOwn(this.#values, name) ? this.#values[name] : undefined
  }

  #required<T>(field: string, value: T | undefined): T | undefined {
    if (value === undefined && !this.#errors.some((error) => error.field === field)) {
      this.#errors.push({ field, code: 'required', message: `${field} is required.` })
    }
    return value
  }

  #invalid(field: string, message: string): undefined {
    this.refuse(field, message)
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Puts new metadata over the old: a `null` takes an entry away. */
export function mergeMetadata(
  before: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string | null>> = {},
): Record<string, string> {
  const merged = Object.entries({ ...before, ...changes })
  return Object.fromEntries(merged.filter((entry): entry is [string, string] => entry[1] !== null))
}
