import type { Diagnostic, FixResult } from 'vite-plugin-authkit-start/lint'

import type { CodemodResult } from '../codemods/codemod-result.ts'
import { addCsrf } from '../codemods/start-file/add-csrf.ts'
import { addMiddleware } from '../codemods/start-file/add-middleware.ts'
import type { LintedApp } from './linted-app.ts'

const CODEMODS: Readonly<
  Record<string, { title: string; run: (path: string, text: string) => CodemodResult }>
> = {
  AK010: { title: 'add authkitMiddleware()', run: (path, text) => addMiddleware(path, text) },
  AK011: { title: 'add CSRF protection', run: addCsrf },
}

/**
 * Fixes findings about the start file with the codemods that set an app up; `undefined` for all others.
 *
 * @param source text of the finding's file
 */
export function fixStartFile(
  { code, file }: Diagnostic,
  source: string | undefined,
  app: LintedApp,
): FixResult | undefined {
  const codemod = CODEMODS[code]
  if (codemod === undefined || source === undefined) return undefined
  if (file !== app.facts.startEntry)
    return { reason: 'The app has no start file yet: `create-authkit-start` makes one.' }
  // The middleware comes from the plugin's module, which an app without the plugin does not have.
  if (code === 'AK010' && app.facts.signInPath === undefined) {
    return { reason: 'The Vite config has no `authkit()`, which the middleware comes from.' }
  }
  const result = codemod.run(file, source)
  switch (result.status) {
    case 'changed':
      return {
        fix: { title: codemod.title, edits: [{ file, start: 0, end: source.length, text: result.text }] },
      }
    case 'unsupported':
      return { reason: `The start file can't be changed for sure: ${result.reason}.` }
    default:
      return { reason: 'The start file has it already.' }
  }
}
