import { posix } from 'node:path'

import { parseSync } from 'vite'

import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { Linter, type LinterOptions } from '../../src/lint/linter.ts'
import { DEFAULT_SIGN_IN_PATH } from '../../src/runtime/build-config.ts'

/** Modules of an app by their path below its root, without a leading slash. */
export type Files = Readonly<Record<string, string>>

export const ROOT = '/app'

const EXTENSIONS = ['', '.ts', '.tsx', '.js', '/index.ts']

/** Finds a module by relative path and by `~/`, which stands for `src/`. */
export function resolveIn(files: Files): LinterOptions['resolve'] {
  return async (specifier, importer) => {
    const path = specifier.startsWith('~/')
      ? `${ROOT}/src/${specifier.slice(2)}`
      : posix.join(posix.dirname(importer), specifier)
    if (!specifier.startsWith('~/') && !specifier.startsWith('.')) return undefined
    const found = EXTENSIONS.find((extension) => files[relative(path + extension)] !== undefined)
    return found === undefined ? undefined : path + found
  }
}

/** Makes a linter for an app, with all its modules handed in. */
export function linterFor(files: Files, overrides: Partial<LinterOptions> = {}): Linter {
  const linter = new Linter({
    parse: parseSync,
    settings: {},
    signInPath: DEFAULT_SIGN_IN_PATH,
    root: ROOT,
    resolve: resolveIn(files),
    read: async (file) => files[relative(file)],
    ...overrides,
  })
  for (const [path, source] of Object.entries(files)) linter.update(absolute(path), source)
  return linter
}

/** A finding as the tables write it down: code, file, and the text it is about. */
export function outline(diagnostics: readonly Diagnostic[], files: Files): string[] {
  return diagnostics.map(
    ({ code, file, start, end }) => `${code} ${relative(file)}: ${textAt(files, file, start, end)}`,
  )
}

/** The trace of a finding: the text of each step, with its file. */
export function outlineTrace(diagnostic: Diagnostic | undefined, files: Files): string[] {
  return (diagnostic?.trace ?? []).map(
    ({ file, start, end, note }) => `${relative(file)}: ${textAt(files, file, start, end)} — ${note}`,
  )
}

export function absolute(path: string): string {
  return `${ROOT}/${path}`
}

function textAt(files: Files, file: string, start: number, end: number): string {
  return files[relative(file)]?.slice(start, end) ?? ''
}

function relative(file: string): string {
  return posix.relative(ROOT, file)
}
