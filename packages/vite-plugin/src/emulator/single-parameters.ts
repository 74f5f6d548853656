/** Longest value of a parameter, in UTF-16 code units: far above the largest sealed `state` of the runtime. */
export const MAX_PARAMETER_LENGTH = 8_192

/** The parameters of a query or form, each at most once. */
export interface SingleParameters {
  /** An empty value counts as missing (RFC 6749, section 3.1). */
  get(name: string): string | undefined
  /** One sentence for each name that is repeated or too long. */
  readonly problems: readonly string[]
}

/** Reads the named parameters; parameters it is not asked for may be anything. */
export function singleParameters(source: URLSearchParams, names: readonly string[]): SingleParameters {
  const values = new Map<string, string>()
  const problems: string[] = []
  for (const name of names) {
    const [value, ...others] = source.getAll(name)
    if (value === undefined || value === '') continue
    if (others.length > 0) problems.push(`${name} is there ${others.length + 1} times; send it once.`)
    else if (value.length > MAX_PARAMETER_LENGTH) {
      problems.push(`${name} is longer than ${MAX_PARAMETER_LENGTH} characters.`)
    } else values.set(name, value)
  }
  return { get: (name) => values.get(name), problems }
}
