import type { CodemodResult } from '../codemods/codemod-result.ts'
import type { Project } from '../project/project.ts'
import type { AppModules } from './app-modules.ts'

/** How many modules are looked into, one after the other. */
const LONGEST_WAY = 4

/** What a codemod answered about the file that it has to do with. */
export interface EditedFile {
  path: string
  before: string
  result: CodemodResult
}

/** Runs a codemod on the text of a file: on its default subject, or on one of its exports. */
export type RunCodemod = (path: string, text: string, exported?: string) => CodemodResult

/**
 * Runs a codemod on a file, and where that takes from another module of the app what is to be edited, on that one. What
 * the first file answers counts when no other can be edited.
 */
export async function editWhereItIs(
  { read }: Pick<Project, 'read'>,
  modules: AppModules,
  path: string,
  run: RunCodemod,
): Promise<EditedFile> {
  const before = read(path) ?? ''
  const first: EditedFile = { path, before, result: run(path, before) }
  let at = first
  const seen = new Set([path])
  for (let step = 0; step < LONGEST_WAY; step++) {
    if (at.result.status !== 'unsupported' || at.result.elsewhere === undefined) break
    const { module, name } = at.result.elsewhere
    const next = await modules.resolve(module, at.path)
    const text = next === null || seen.has(next) ? null : read(next)
    if (next === null || text === null) break
    seen.add(next)
    at = { path: next, before: text, result: run(next, text, name) }
  }
  return at.result.status === 'unsupported' ? first : at
}
