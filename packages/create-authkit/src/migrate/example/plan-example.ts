import { posix } from 'node:path'

import { moveFunctions } from '../../codemods/example/move-functions.ts'
import { setRoutePath } from '../../codemods/set-route-path.ts'
import { parseSource } from '../../codemods/syntax/source-file.ts'
import { restyle } from '../../codemods/syntax/restyle.ts'
import type { Change } from '../../plan/change.ts'
import type { Project } from '../../project/project.ts'
import { fromCodemod } from '../../steps/from-codemod.ts'
import { TEMPLATES } from '../../steps/templates.gen.ts'
import { findCallback } from './callback.ts'
import { ExampleCode, type KnownDeclarations, type ResolvePath } from './example-code.ts'
import { importedModules } from './imported-modules.ts'
import { findExample, FUNCTIONS_FILE, SESSION_FILE } from './find-example.ts'

/** The example's server functions that ours of the same names can stand in for. */
const FUNCTIONS = ['getAuth', 'getAuthorizationUrl', 'getSignInUrl', 'getSignUpUrl', 'signOut']
const TYPES = ['GetAuthURLOptions', 'NoUserInfo', 'Session', 'UserInfo']

/** Where the example has its types, relative to its folder. */
const TYPES_FILE = 'ssr/interfaces.ts'

const GOT_BY_HAND =
  'the sign-in of the copied example is left as it is until this is done, and so is everything that belongs to it'

/** What becomes of an app that has copied the example. */
export interface ExamplePlan {
  changes: readonly Change[]
  /** What has to be changed first: with it, none of `changes` may be made. */
  blockers: readonly Change[]
  notes: readonly string[]
}

/**
 * Plans to move an app that has copied TanStack's example `start-workos` to ours: the callback route, and every import of
 * the copied server functions. The copied files stay: what of them is the user's own by now can't be told.
 *
 * @param files every file of the app
 * @returns `null` when the app has no such copy, or does not use it
 */
export function planExample(
  project: Project,
  files: readonly string[],
  known: KnownDeclarations,
): ExamplePlan | null {
  const found = findExample(project, files)
  if (found === null) return null
  const { folder, users, resolve } = found
  const code = new ExampleCode(project, resolve, known)
  const callback = planCallback(project, users, { folder, resolve, code })
  const moves = users
    .filter((path) => path !== callback?.path)
    .map((path) => moveUser(project, path, { folder, resolve, code }))
  const changes = [
    ...(callback === null ? missingCallback(project, folder) : [callback]),
    ...moves.filter((change) => change !== null),
  ]
  const blockers = changes.filter(({ kind }) => kind === 'manual')
  return { changes, blockers, notes: notesOf({ users, changes, folder, resolve, project }) }
}

interface Copy {
  folder: string
  resolve: ResolvePath
  code: ExampleCode
}

/** The route that saves the session; `null` when ours answers it already, or there is none. */
function planCallback(
  project: Project,
  users: readonly string[],
  { folder, resolve, code }: Copy,
): Change | null {
  const session = posix.join(folder, SESSION_FILE)
  for (const { path, route } of project.routeFiles) {
    if (!users.includes(path)) continue
    const before = project.read(path) ?? ''
    const found = findCallback(parseSource(path, before), (module) => resolve(module, path) === session)
    if (found === null) continue
    const after = restyle(path, setRoutePath(path, TEMPLATES.callback, route), project.style)
    const isExample =
      found.isWhole && found.handlers.every(({ name, node }) => code.isKnown(path, name, node))
    if (!isExample) {
      const why = `${path} does more than the example's: give what is your own to \`handleCallbackRoute({ onSuccess })\`; ${GOT_BY_HAND}`
      return { kind: 'manual', path, why, snippet: after }
    }
    return {
      kind: 'modify',
      path,
      before,
      after,
      why: 'receives the user from AuthKit with the plugin’s handler',
    }
  }
  return null
}

/** A sign-in of ours ends in a callback of ours, so without one there is nothing to move. */
function missingCallback(project: Project, folder: string): Change[] {
  const isOurs = project.routeFiles.some(
    ({ path }) => project.read(path)?.includes('handleCallbackRoute') === true,
  )
  if (isOurs) return []
  const path = posix.join(project.routesDirectory, 'api/auth/callback.ts')
  const why = `no route was found that saves the session as the example does (\`saveSession\` of ${folder}): the one at your redirect URI has to be ours; ${GOT_BY_HAND}`
  return [{ kind: 'manual', path, why, snippet: restyle(path, TEMPLATES.callback, project.style) }]
}

function moveUser(project: Project, path: string, { folder, resolve, code }: Copy): Change | null {
  const before = project.read(path) ?? ''
  if (takes(path, before, 'updateSession')) {
    const why = `${path} renews the session with \`updateSession\` of ${folder}, which authkitMiddleware() does from now on: remove it; ${GOT_BY_HAND}`
    return { kind: 'manual', path, why, snippet: 'without updateSession()\n' }
  }
  const modules: ReadonlyArray<readonly [string, readonly string[]]> = [
    [posix.join(folder, FUNCTIONS_FILE), FUNCTIONS],
    [posix.join(folder, TYPES_FILE), TYPES],
  ]
  const changed = new Set<string>()
  const result = moveFunctions(path, before, (specifier) => {
    const file = resolve(specifier, path)
    const names = modules.find(([module]) => module === file)?.[1] ?? []
    for (const name of names) if (!code.isDeclaredAsKnown(file ?? '', name)) changed.add(name)
    return new Set(names.filter((name) => !changed.has(name)))
  })
  // What was changed is the user's own; nobody but them can tell what of it ours has to do.
  const own = [...changed].filter((name) => FUNCTIONS.includes(name) && takes(path, before, name))
  if (own.length > 0) {
    const names = own.map((name) => `\`${name}\``).join(', ')
    const why = `${path} uses ${names} of ${folder}, which ${own.length === 1 ? 'is' : 'are'} not as in the example: import ours, and keep what is your own in a function around it; ${GOT_BY_HAND}`
    return { kind: 'manual', path, why, snippet: `import { ${own.join(', ')} } from 'virtual:authkit'\n` }
  }
  if (result.status === 'unchanged') return null
  const why = 'uses the plugin’s server functions'
  const change = fromCodemod(result, { path, before, why, snippet: "import { … } from 'virtual:authkit'\n" })
  return change.kind === 'manual' ? { ...change, why: `${change.why}; ${GOT_BY_HAND}` } : change
}

function takes(path: string, text: string, name: string): boolean {
  return parseSource(path, text)
    .getImportDeclarations()
    .some((declaration) => declaration.getNamedImports().some((specifier) => specifier.getName() === name))
}

/** Says what of the copy is no longer used, or by whom it is. */
function notesOf({
  users,
  changes,
  folder,
  resolve,
  project,
}: {
  users: readonly string[]
  changes: readonly Change[]
  folder: string
  resolve: ResolvePath
  project: Project
}): string[] {
  const after = new Map(
    changes.flatMap((change) => (change.kind === 'modify' ? [[change.path, change.after]] : [])),
  )
  const remaining = users.filter((path) =>
    importedModules(path, after.get(path) ?? project.read(path) ?? '').some((module) =>
      (resolve(module, path) ?? '').startsWith(`${folder}/`),
    ),
  )
  if (remaining.length > 0) {
    return [
      `${folder} is still used by ${remaining.join(', ')}. It reads and writes the same session, so that works; what it does with tokens is its own.`,
    ]
  }
  return [
    `Nothing uses ${folder} any more: delete it, and with it the packages that only it needed (of iron-session, jose and @workos-inc/node).`,
  ]
}
