/** One error of the TypeScript compiler. */
export interface TypeProblem {
  /** As the compiler prints it: relative to the app; `null` for an error of the whole program. */
  file: string | null
  line: number | null
  code: string
  /** The first line of the message. */
  message: string
}

/** `src/a.ts(1,2): error TS2345: Argument …`, as `tsc --pretty false` prints it. */
const IN_FILE = /^(?<file>[^\s].*)\((?<line>\d+),\d+\): error (?<code>TS\d+): (?<message>.*)$/
const WHOLE_PROGRAM = /^error (?<code>TS\d+): (?<message>.*)$/

/** Reads what `tsc --pretty false` printed; lines that are no errors, such as file names, are passed over. */
export function parseTypeErrors(lines: readonly string[]): TypeProblem[] {
  return lines.flatMap((line) => {
    const groups = (IN_FILE.exec(line) ?? WHOLE_PROGRAM.exec(line))?.groups
    if (groups?.['code'] === undefined) return []
    const { file, line: number, code, message = '' } = groups
    return [{ file: file ?? null, line: number === undefined ? null : Number(number), code, message }]
  })
}

/**
 * The errors of `after` that `before` did not have. Lines move when a file is edited, so an error is known by its
 * file, code and message; where the same one comes several times, only the surplus is new.
 */
export function newTypeErrors(before: readonly TypeProblem[], after: readonly TypeProblem[]): TypeProblem[] {
  const known = new Map<string, number>()
  for (const problem of before) known.set(keyOf(problem), (known.get(keyOf(problem)) ?? 0) + 1)
  return after.filter((problem) => {
    const left = known.get(keyOf(problem)) ?? 0
    known.set(keyOf(problem), left - 1)
    return left <= 0
  })
}

function keyOf({ file, code, message }: TypeProblem): string {
  return JSON.stringify([file, code, message])
}
