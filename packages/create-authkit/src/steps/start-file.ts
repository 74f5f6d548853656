import { addCsrf } from '../codemods/start-file/add-csrf.ts'
import { addMiddleware } from '../codemods/start-file/add-middleware.ts'
import { AUTHKIT_MIDDLEWARE, type OwnMiddleware } from '../codemods/start-file/classify-middleware.ts'
import { restyle } from '../codemods/syntax/restyle.ts'
import type { Change } from '../plan/change.ts'
import type { Project } from '../project/project.ts'
import { AppModules } from './app-modules.ts'
import { type EditedFile, editWhereItIs } from './edit-where-it-is.ts'
import { fromCodemod } from './from-codemod.ts'
import { ownMiddleware } from './own-middleware.ts'
import type { Step } from './step.ts'
import { TEMPLATES } from './templates.gen.ts'

const WHY = 'puts the AuthKit middleware in front of every request, behind CSRF protection'
/** What can be said where nothing shows whether its middleware protects against CSRF. */
const WHY_UNSEEN = 'puts the AuthKit middleware in front of every request'
const WHY_CSRF = 'protects server functions against CSRF, which Start itself does only without a start file'

/** The start entry: created, or the middleware added to the one that is there. */
export const startFile: Step = {
  name: 'start-file',
  async plan(project) {
    const { startEntry, read, style } = project
    const { path } = startEntry
    const snippet = restyle(path, TEMPLATES.start, style)
    const before = read(path)
    if (before === null) return [{ kind: 'create', path, before, after: snippet, why: WHY }]
    if (before.trim() === '') return [{ kind: 'modify', path, before, after: snippet, why: WHY }]
    const modules = new AppModules(project)
    const edited = await addAsSeen(project, modules)
    const { result } = edited
    if (result.status === 'changed') {
      const other = await otherUse(project, modules, edited)
      if (other !== null) return [alreadyIn(other, path, snippet)]
    }
    if (result.status !== 'unchanged') {
      const why = result.status === 'changed' && result.note !== undefined ? WHY_UNSEEN : WHY
      return [fromCodemod(result, { ...edited, why, snippet, style })]
    }
    const protectedNow = addCsrf(path, before, style)
    // What may be protection is taken for it: here the middleware is in its place already.
    const csrf = protectedNow.status === 'changed' ? protectedNow : result
    return [fromCodemod(csrf, { path, before, why: WHY_CSRF, snippet })]
  },
}

/** Adds the middleware; where the file does not show what its own is, with what the modules say that it imports. */
async function addAsSeen(project: Project, modules: AppModules): Promise<EditedFile> {
  const edited = await addWhereItIs(project, modules)
  if (edited.result.status !== 'changed' || edited.result.note === undefined) return edited
  return addWhereItIs(project, modules, await ownMiddleware(project, modules, edited.path))
}

/**
 * Adds the middleware in the start file, or in the module of the app that it takes its middleware from. One that others
 * import, too, is left as it is, and what it gives is spread in the start file.
 */
async function addWhereItIs(
  project: Project,
  modules: AppModules,
  own: OwnMiddleware = {},
): Promise<EditedFile> {
  const { startEntry, style: layout } = project
  const { path } = startEntry
  const edited = await editWhereItIs(project, modules, path, (file, text, exported) =>
    addMiddleware(file, text, { layout, own, ...(exported !== undefined && { exported }) }),
  )
  const { result } = edited
  const isShared =
    result.status === 'changed' && edited.path !== path && (await isImportedElsewhere(modules, edited.path))
  const isHidden = result.status === 'unsupported' && result.elsewhere !== undefined
  if (!isShared && !isHidden) return edited
  const before = project.read(path) ?? ''
  const spread = addMiddleware(path, before, { layout, own, spread: true })
  if (spread.status === 'changed') return { path, before, result: spread }
  return isHidden ? edited : { path, before, result: addMiddleware(path, before, { layout, own }) }
}

async function isImportedElsewhere(modules: AppModules, path: string): Promise<boolean> {
  return (await modules.importersOf(path)).length > 1
}

/** Another module of the start file's that has the middleware: a second one of it would do everything twice. */
async function otherUse(
  { startEntry, read }: Project,
  modules: AppModules,
  edited: EditedFile,
): Promise<string | null> {
  const imported = await modules.importedBy(startEntry.path)
  const uses = imported.filter((path) => read(path)?.includes(AUTHKIT_MIDDLEWARE) === true)
  return uses.find((path) => path !== edited.path) ?? null
}

function alreadyIn(other: string, path: string, snippet: string): Change {
  const why = `${AUTHKIT_MIDDLEWARE} is already in ${other}, which ${path} imports`
  return { kind: 'manual', path, why, snippet }
}
