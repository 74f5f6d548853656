import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** An app before a migration and what is expected of it: a folder with `input/`, `expected/` and `left.txt`. */
export interface MigrationCase {
  name: string
  /** Files by their path, on top of the smallest app. */
  input: Record<string, string>
  /** Texts of the files that change. */
  expected: Record<string, string>
  /** What is left to the user, and what is noted, a line each. */
  left: string
}

export const CASES = join(import.meta.dirname, 'fixtures')

/** Finds the cases. */
export function findCases(): MigrationCase[] {
  return readdirSync(CASES).map((name) => {
    const folder = join(CASES, name)
    const left = join(folder, 'left.txt')
    return {
      name,
      input: readFiles(join(folder, 'input')),
      expected: readFiles(join(folder, 'expected')),
      left: existsSync(left) ? readFileSync(left, 'utf8') : '',
    }
  })
}

function readFiles(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {}
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const files = paths.filter((path) => statSync(join(folder, path)).isFile()).sort()
  return Object.fromEntries(
    files.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(folder, path), 'utf8')]),
  )
}
