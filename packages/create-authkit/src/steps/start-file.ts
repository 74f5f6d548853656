import { addCsrf } from '../codemods/start-file/add-csrf.ts'
import { addMiddleware } from '../codemods/start-file/add-middleware.ts'
import { restyle } from '../codemods/syntax/restyle.ts'
import { fromCodemod } from './from-codemod.ts'
import type { Step } from './step.ts'
import { TEMPLATES } from './templates.gen.ts'

const WHY = 'puts the AuthKit middleware in front of every request, behind CSRF protection'
const WHY_CSRF = 'protects server functions against CSRF, which Start itself does only without a start file'

/** The start entry: created, or the middleware added to the one that is there. */
export const startFile: Step = {
  name: 'start-file',
  plan({ startEntry: { path }, read, style }) {
    const template = restyle(path, TEMPLATES.start, style)
    const before = read(path)
    if (before === null) return [{ kind: 'create', path, before, after: template, why: WHY }]
    if (before.trim() === '') return [{ kind: 'modify', path, before, after: template, why: WHY }]
    const added = addMiddleware(path, before, style)
    if (added.status !== 'unchanged')
      return [fromCodemod(added, { path, before, why: WHY, snippet: template })]
    const protectedNow = addCsrf(path, before, style)
    // What may be protection is taken for it: here the middleware is in its place already.
    const result = protectedNow.status === 'changed' ? protectedNow : added
    return [fromCodemod(result, { path, before, why: WHY_CSRF, snippet: template })]
  },
}
