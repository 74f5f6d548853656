import { readdirSync, readFileSync } from 'node:fs'

/** One case of a codemod: a folder with `input.*` and either `expected.*` or `unsupported.txt` with what belongs to it. */
export interface Fixture {
  /** `codemod/case`. */
  name: string
  codemod: string
  /** Name of the input file; its extension decides how it is parsed. */
  file: string
  input: string
  expected: string | null
  unsupported: string | null
  /** What the user is told to paste into an unsupported shape (`snippet.txt`). */
  snippet: string | null
  /** `module name`: the module of the app that an unsupported file points to (`elsewhere.txt`). */
  elsewhere: string | null
  /** What a change says besides (`note.txt`). */
  note: string | null
  /** Content of `options.json`. */
  options: Record<string, unknown>
}

/** Finds the cases in `fixtures/<codemod>/<case>/`. */
export function findFixtures(folder: URL): Fixture[] {
  return readdirSync(folder).flatMap((codemod) =>
    readdirSync(new URL(`${codemod}/`, folder)).map((name) =>
      readFixture(new URL(`${codemod}/${name}/`, folder), codemod, name),
    ),
  )
}

function readFixture(folder: URL, codemod: string, name: string): Fixture {
  const files = readdirSync(folder)
  const textOf = (start: string): string | null => {
    const file = files.find((candidate) => candidate.startsWith(start))
    return file === undefined ? null : readFileSync(new URL(file, folder), 'utf8')
  }
  const file = files.find((candidate) => candidate.startsWith('input.'))
  if (file === undefined) throw new Error(`${codemod}/${name} has no input`)
  return {
    name: `${codemod}/${name}`,
    codemod,
    file,
    input: textOf('input.') ?? '',
    expected: textOf('expected.'),
    unsupported: textOf('unsupported.txt'),
    snippet: textOf('snippet.txt'),
    elsewhere: textOf('elsewhere.txt'),
    note: textOf('note.txt'),
    options: JSON.parse(textOf('options.json') ?? '{}'),
  }
}
