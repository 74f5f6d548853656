import { posix } from 'node:path'

import { parseSync } from 'vite'

import type { AppHost } from '../../../src/lint/app/app-host.ts'
import type { AppOptions } from '../../../src/lint/app/app-options.ts'
import { AppLinter } from '../../../src/lint/app/lint-app.ts'
import type { FileReach } from '../../../src/lint/app/app-facts.ts'
import { parseModule, type ParsedModule } from '../../../src/lint/parse.ts'
import { DEFAULT_CALLBACK_PATH, DEFAULT_SIGN_IN_PATH } from '../../../src/runtime/build-config.ts'
import type { RuleSettings } from '../../../src/lint/rule-settings.ts'

/** Sources by their path in the app. */
export type Files = Readonly<Record<string, string>>

export const ROOT = '/app'
const EXTENSIONS = ['', '.ts', '.tsx', '.js', '/index.ts']

/** The options of an app with the plugin and a start entry, all of whose modules have been seen. */
export const WHOLE_APP: AppOptions = {
  complete: true,
  startEntry: `${ROOT}/src/start.ts`,
  callbackPath: DEFAULT_CALLBACK_PATH,
  signInPath: DEFAULT_SIGN_IN_PATH,
  basePath: '/',
  startVersion: '1.169.5',
}

/** The modules of an app in memory. `@/` stands for `src/`. */
export function hostOf(files: Files): AppHost {
  const sources = new Map(Object.entries(files).map(([path, source]) => [posix.join(ROOT, path), source]))
  const parsed = new Map<string, ParsedModule | undefined>()
  return {
    files: () => sources.keys(),
    sourceOf: (file) => sources.get(file),
    load: async (file) => {
      const source = sources.get(file)
      if (source === undefined) return undefined
      if (!parsed.has(file)) parsed.set(file, parseModule(parseSync, file, source))
      return await Promise.resolve(parsed.get(file))
    },
    resolve: async (specifier, importer) => {
      const path = specifier.startsWith('@/')
        ? posix.join(ROOT, 'src', specifier.slice(2))
        : posix.join(posix.dirname(importer), specifier)
      const file = EXTENSIONS.map((extension) => path + extension).find((candidate) => sources.has(candidate))
      return await Promise.resolve(specifier.startsWith('.') || specifier.startsWith('@/') ? file : undefined)
    },
  }
}

/** A finding as the tables of the tests write it. */
export interface Found {
  code: string
  file: string
  /** The reported text. */
  text: string
}

/** What the rules about the app find. */
export async function lintApp(
  files: Files,
  {
    options = {},
    reaches = [],
    settings = {},
  }: { options?: Partial<AppOptions>; reaches?: readonly FileReach[]; settings?: RuleSettings } = {},
): Promise<
  readonly (Found & { message: string; help: string; trace: readonly string[]; start: number; end: number })[]
> {
  const host = hostOf(files)
  const found = await new AppLinter(host).lint({ ...WHOLE_APP, ...options }, reaches, settings)
  return found.map(({ meta, finding: { message, help, file, start, end, trace = [] } }) => ({
    code: meta.code,
    file: posix.relative(ROOT, file),
    text: host.sourceOf(file)?.slice(start, end) ?? '',
    message,
    help,
    trace: trace.map((step) => `${step.note}: ${host.sourceOf(step.file)?.slice(step.start, step.end)}`),
    start,
    end,
  }))
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
