import { addMiddleware } from '../codemods/start-file/add-middleware.ts'
import { restyle } from '../codemods/syntax/restyle.ts'
import { fromCodemod } from './from-codemod.ts'
import type { Step } from './step.ts'
import { TEMPLATES } from './templates.gen.ts'

const WHY = 'puts the AuthKit middleware in front of every request, behind CSRF protection'

/** The start entry: created, or the middleware added to the one that is there. */
export const startFile: Step = {
  name: 'start-file',
  plan({ startEntry: { path }, read, style }) {
    const template = restyle(path, TEMPLATES.start, style)
    const before = read(path)
    if (before === null) return [{ kind: 'create', path, before, after: template, why: WHY }]
    if (before.trim() === '') return [{ kind: 'modify', path, before, after: template, why: WHY }]
    return [fromCodemod(addMiddleware(path, before, style), { path, before, why: WHY, snippet: template })]
  },
}
