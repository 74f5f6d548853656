import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { parseSync } from 'vite'

import { fixAll, type FixAllOptions, type FixedApp } from '../../../src/lint/fixes/fix-all.ts'
import type { FixApp } from '../../../src/lint/fixes/fix.ts'
import { Linter } from '../../../src/lint/linter.ts'
import { DEFAULT_SIGN_IN_PATH, DEFAULT_SIGN_OUT_PATH } from '../../../src/runtime/build-config.ts'

export const ROOT = '/app'
const CASES = join(import.meta.dirname, 'fixtures')

/** The routes of AuthKit that every app of these tests has, unless its case is about their absence. */
const ROUTES: Readonly<Record<string, string>> = {
  'routes/api/auth/sign-in.ts': authRoute('/api/auth/sign-in', 'handleSignInRoute'),
  'routes/api/auth/sign-out.ts': authRoute('/api/auth/sign-out', 'handleSignOutRoute'),
}
/** A file of this name in a case's folder leaves them out. */
const WITHOUT_ROUTES = 'without-routes'

function authRoute(path: string, handler: string): string {
  return `import { createFileRoute } from '@tanstack/react-router'
import { ${handler} } from 'virtual:authkit'

export const Route = createFileRoute('${path}')({
  server: { handlers: { GET: ${handler}() } },
})
`
}

/** One folder of `fixtures/`. */
export interface FixCase {
  name: string
  /** Sources below `src`, by path. */
  input: Readonly<Record<string, string>>
  /** Those that the fixes change, as they are afterwards. */
  expected: Readonly<Record<string, string>>
  /** Why findings are left, one sentence a line. */
  reasons: string
}

export function findCases(): FixCase[] {
  return readdirSync(CASES)
    .sort()
    .map((name) => {
      const folder = join(CASES, name)
      const reasonsFile = join(folder, 'unsupported.txt')
      return {
        name,
        input: {
          ...(existsSync(join(folder, WITHOUT_ROUTES)) ? {} : ROUTES),
          ...readFiles(join(folder, 'input')),
        },
        expected: readFiles(join(folder, 'expected')),
        reasons: existsSync(reasonsFile) ? readFileSync(reasonsFile, 'utf8').trim() : '',
      }
    })
}

function readFiles(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {}
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
  return Object.fromEntries(
    files
      .filter((file) => file.isFile())
      .map((file) => {
        const path = join(file.parentPath, file.name)
        return [path.slice(folder.length + 1), readFileSync(path, 'utf8')]
      }),
  )
}

/** Fixes an app of these sources; the answer's paths are absolute. */
export async function fix(
  input: Readonly<Record<string, string>>,
  options: Omit<Partial<FixAllOptions>, 'app'> & { app?: Partial<FixApp> } = {},
): Promise<FixedApp> {
  const sources = new Map(Object.entries(input).map(([path, source]) => [`${ROOT}/src/${path}`, source]))
  const resolve = (specifier: string, importer: string): string | undefined => {
    if (!specifier.startsWith('.')) return undefined
    const path = join(dirname(importer), specifier)
    return ['', '.ts', '.tsx'].map((extension) => `${path}${extension}`).find((file) => sources.has(file))
  }
  const linter = new Linter({
    parse: parseSync,
    settings: {},
    signInPath: DEFAULT_SIGN_IN_PATH,
    root: ROOT,
    resolve: (specifier, importer) => Promise.resolve(resolve(specifier, importer)),
    read: (file) => Promise.resolve(sources.get(file)),
  })
  for (const [file, source] of sources) linter.update(file, source)
  const app = {
    parse: parseSync,
    sources,
    signInPath: DEFAULT_SIGN_IN_PATH,
    signOutPath: DEFAULT_SIGN_OUT_PATH,
    basePath: '',
    resolve,
  }
  return fixAll({
    linter,
    result: await linter.run(),
    root: ROOT,
    ...options,
    app: { ...app, ...options.app, sources },
  })
}
