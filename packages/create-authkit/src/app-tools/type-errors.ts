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
 * file, code and message; where the same one comes several times, only the surplus is new. What is left is known by
 * its line instead of its message: the compiler lists routes in messages, and there are more of them now.
 */
export function newTypeErrors(before: readonly TypeProblem[], after: readonly TypeProblem[]): TypeProblem[] {
  const gone = surplus(after, before, byMessage)
  return surplus(gone, surplus(before, after, byMessage), byLine)
}

/** Those of `all` that are left when each of `known` takes one with the same key away. */
function surplus(
  known: readonly TypeProblem[],
  all: readonly TypeProblem[],
  keyOf: (problem: TypeProblem) => string,
): TypeProblem[] {
  const counts = new Map<string, number>()
  for (const problem of known) counts.set(keyOf(problem), (counts.get(keyOf(problem)) ?? 0) + 1)
  return all.filter((problem) => {
    const left = counts.get(keyOf(problem)) ?? 0
    counts.set(keyOf(problem), left - 1)
    return left <= 0
  })
}

function byMessage({ file, code, message }: TypeProblem): string {
  return JSON.stringify([file, code, message])
}

function byLine({ file, code, line }: TypeProblem): string {
  return JSON.stringify([file, code, line])
}
