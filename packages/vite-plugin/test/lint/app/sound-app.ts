import { posix } from 'node:path'

import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { formatDiagnostic } from '../../../src/diagnostics/format-diagnostic.ts'
import type { AppOptions } from '../../../src/lint/app/app-options.ts'
import type { RuleSettings } from '../../../src/lint/rule-settings.ts'
import { DEFAULT_CALLBACK_PATH, DEFAULT_SIGN_IN_PATH } from '../../../src/runtime/build-config.ts'
import { absolute, linterFor, resolveIn, ROOT, type Files } from '../app-fixture.ts'

/** What is known of an app with the plugin, all of whose modules have been seen. */
const WHOLE_APP: AppOptions = {
  complete: true,
  startEntry: absolute('src/start.ts'),
  callbackPath: DEFAULT_CALLBACK_PATH,
  signInPath: DEFAULT_SIGN_IN_PATH,
  basePath: '/',
  startVersion: '1.169.5',
}

/** What a test says of the app. */
export interface Given {
  options?: Partial<AppOptions> | undefined
  settings?: RuleSettings
  /** Modules that are found when they are imported, and are not handed in. */
  outside?: Files
}

/** All that the lint finds in an app. */
export async function foundIn(
  files: Files,
  { options = {}, settings = {}, outside = {} }: Given = {},
): Promise<readonly Diagnostic[]> {
  const all = { ...files, ...outside }
  const linter = linterFor(files, {
    settings,
    app: { ...WHOLE_APP, ...options },
    resolve: resolveIn(all),
    read: async (file) => all[posix.relative(ROOT, file)],
  })
  return (await linter.run()).diagnostics
}

/** What one rule finds in an app. */
export async function foundBy(code: string, files: Files, given: Given = {}): Promise<readonly Diagnostic[]> {
  return (await foundIn(files, given)).filter((diagnostic) => diagnostic.code === code)
}

/** What a terminal shows of the findings of one rule. */
export async function shownBy(code: string, files: Files, given: Given = {}): Promise<string> {
  const view = { root: ROOT, sourceOf: (file: string) => files[posix.relative(ROOT, file)] }
  const found = await foundBy(code, files, given)
  return `${found.map((diagnostic) => formatDiagnostic(diagnostic, view)).join('\n\n')}\n`
}

export const CSRF: string =
  "const csrf = createCsrfMiddleware({ filter: (ctx) => ctx.handlerType === 'serverFn' })"

/** The start entry of an app in order. */
export const START: string = `
import { createCsrfMiddleware, createStart } from '@tanstack/react-start'
import { authkitMiddleware } from 'virtual:authkit'
${CSRF}
export const startInstance = createStart(() => ({ requestMiddleware: [csrf, authkitMiddleware()] }))
`

/** A module that needs the middleware. */
export const USE: string = `
import { getAuth } from 'virtual:authkit'
export const currentUser = async () => (await getAuth()).user
`

/** A route that one of AuthKit's handlers answers. */
export function route(path: string, handler: string, from = 'virtual:authkit'): string {
  return `
import { createFileRoute } from '@tanstack/react-router'
import { ${handler.replace(/\(.*\)$/u, '')} } from '${from}'
export const Route = createFileRoute('${path}')({ server: { handlers: { GET: ${handler} } } })
`
}

/** An app in which everything is in its place. */
export const SOUND_APP: Files = {
  'src/start.ts': START,
  'src/lib/user.ts': USE,
  'src/routes/api/auth/callback.ts': route('/api/auth/callback', 'handleCallbackRoute()'),
  'src/routes/api/auth/sign-in.ts': route('/api/auth/sign-in', 'handleSignInRoute()'),
  'src/routes/api/auth/sign-out.ts': route('/api/auth/sign-out', 'handleSignOutRoute()'),
}
