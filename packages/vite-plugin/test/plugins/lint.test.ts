import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

import type { Plugin, ViteDevServer } from 'vite'
import { afterEach, describe, expect, test, vi } from 'vitest'

import type { AuthKitOptions } from '../../src/options.ts'
import { MAX_PRINTED } from '../../src/plugins/findings/print-changes.ts'
import { lintBuild } from '../../src/plugins/lint/lint-build.ts'
import { lintDev } from '../../src/plugins/lint/lint-dev.ts'
import { makeSmallApp, REPORTS, smallAppConfig, VITES, type Printed, type SmallApp } from './small-app.ts'

const MAIN = `import { Route as account } from './routes/account'
import { Route as home } from './routes/home'
console.log(account, home)
`
const HOME = `import { createFileRoute } from '@tanstack/react-router'
import { getAuthAction } from 'virtual:authkit'

export const Route = createFileRoute('/')({ loader: () => getAuthAction() })
`
const PREFETCHED = `import { createFileRoute } from '@tanstack/react-router'
import { getSignInUrl } from 'virtual:authkit'

export const Route = createFileRoute('/account')({
  loader: async (): Promise<{ url: string }> => ({ url: await getSignInUrl({ data: '/account' }) }),
  component: () => <p>Account</p>,
})
`
const LINKED = `import { createFileRoute } from '@tanstack/react-router'

export const Route = createFileRoute('/account')({
  component: () => <a href="/api/auth/sign-in?returnPathname=%2Faccount">Sign in</a>,
})
`
const FILES = {
  'package.json': '{ "name": "small-app", "private": true, "type": "module" }',
  'tsconfig.json': '{ "compilerOptions": { "jsx": "react-jsx" } }',
  'src/main.ts': MAIN,
  'src/routes/home.tsx': HOME,
}

let app: SmallApp
let server: ViteDevServer | undefined

afterEach(async () => {
  await server?.close()
  server = undefined
  await app.remove()
})

interface BuildResult {
  /** What the build failed with; `undefined` when it passed. */
  error: string | undefined
  printed: Printed[]
}

async function build(
  vite: (typeof VITES)[number][1],
  files: Record<string, string>,
  given: { options?: AuthKitOptions; plugins?: Plugin[] } = {},
): Promise<BuildResult> {
  app = await makeSmallApp({ ...FILES, ...files })
  const { config, printed } = smallAppConfig(app, [lintBuild, lintDev, ...REPORTS], given)
  const error = await vite.build(config).then(
    () => undefined,
    (reason: unknown) => stripVTControlCharacters(reason instanceof Error ? reason.message : String(reason)),
  )
  return {
    error,
    printed: printed.map(({ level, text }) => ({ level, text: stripVTControlCharacters(text) })),
  }
}

const frame = `error AK001 no-prefetched-auth-url
\`getSignInUrl()\` in the \`loader\` of \`/account\` starts a sign-in and sets a cookie on every navigation and preload.
at src/routes/account.tsx:5:63
  3 |
  4 | export const Route = createFileRoute('/account')({
> 5 |   loader: async (): Promise<{ url: string }> => ({ url: await getSignInUrl({ data: '/account' }) }),
    |                                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  6 |   component: () => <p>Account</p>,
  7 | })
help: Take the call out, and link to the sign-in route instead:
      <a href="/api/auth/sign-in?returnPathname=%2Faccount">…</a>
docs: `

describe.each(VITES)('a build with %s', (_name, vite) => {
  test('fails with code, place, frame and replacement', async () => {
    const { error } = await build(vite, { 'src/routes/account.tsx': PREFETCHED })
    expect(error).toContain('1 error in the app')
    expect(error).toContain(frame)
  })

  test('hands the findings to tools as data', async () => {
    app = await makeSmallApp({ ...FILES, 'src/routes/account.tsx': PREFETCHED })
    const failure: unknown = await vite
      .build(smallAppConfig(app, [lintBuild, lintDev, ...REPORTS]).config)
      .catch((error: unknown) => error)
    // Rolldown collects the errors of plugins in one, Rollup throws the first.
    const [error] = failure instanceof Error && 'errors' in failure ? [failure.errors].flat() : [failure]
    expect(error).toMatchObject({
      pluginCode: 'AK001',
      meta: {
        diagnostics: [
          {
            code: 'AK001',
            severity: 'error',
            file: 'src/routes/account.tsx',
            start: { line: 5, column: 63 },
          },
        ],
      },
    })
  })

  test('passes for the twin that links', async () => {
    const { error, printed } = await build(vite, { 'src/routes/account.tsx': LINKED })
    expect(error).toBeUndefined()
    expect(printed.filter(({ level }) => level !== 'info')).toStrictEqual([])
    expect(await readFile(join(app.root, 'dist/main.js'), 'utf8')).toContain('/api/auth/sign-in')
  })

  test('lists the errors of all files, in their order', async () => {
    const { error } = await build(vite, {
      'src/routes/account.tsx': PREFETCHED,
      'src/routes/home.tsx': PREFETCHED.replaceAll('/account', '/'),
    })
    expect(error).toContain('2 errors in the app')
    expect(error?.indexOf('routes/account.tsx:5:63')).toBeLessThan(
      error?.indexOf('routes/home.tsx:5:63') ?? 0,
    )
  })

  test('prints warnings with their frame, and passes', async () => {
    const { error, printed } = await build(
      vite,
      { 'src/routes/account.tsx': PREFETCHED },
      { options: { lint: { rules: { AK001: 'warn' } } } },
    )
    expect(error).toBeUndefined()
    const warnings = printed.filter(({ level }) => level === 'warn')
    expect(warnings).toHaveLength(1)
    expect(warnings[0]?.text).toContain(frame.replace('error', 'warn'))
  })

  test('knows the sign-in path', async () => {
    const { error } = await build(
      vite,
      { 'src/routes/account.tsx': PREFETCHED },
      { options: { signInPath: '/login' } },
    )
    expect(error).toContain('<a href="/login?returnPathname=%2Faccount">')
  })

  test.each<{ name: string; lint: NonNullable<AuthKitOptions['lint']> }>([
    { name: 'the rule is off', lint: { rules: { 'no-prefetched-auth-url': 'off' } } },
    { name: 'the lint is off', lint: false },
  ])('passes when $name', async ({ lint: setting }) => {
    const { error, printed } = await build(
      vite,
      { 'src/routes/account.tsx': PREFETCHED },
      { options: { lint: setting } },
    )
    expect(error).toBeUndefined()
    expect(printed.filter(({ level }) => level === 'warn')).toStrictEqual([])
  })

  test('speaks of the source as the user wrote it, not as a plugin before changed it', async () => {
    const { error } = await build(
      vite,
      { 'src/routes/account.tsx': PREFETCHED },
      {
        plugins: [
          {
            name: 'banner',
            enforce: 'pre',
            transform: { order: 'pre', handler: (code) => `/* banner */\n\n${code}` },
          },
        ],
      },
    )
    expect(error).toContain(frame)
  })

  test('leaves modules alone that are not part of the app', async () => {
    const { error } = await build(vite, {
      'src/routes/account.tsx': `export { Route } from '../../node_modules/some-routes/index.tsx'`,
      'node_modules/some-routes/index.tsx': PREFETCHED,
      'src/routes/never-imported.tsx': PREFETCHED,
    })
    expect(error).toBeUndefined()
  })

  test('reads modules that have no file', async () => {
    const { error } = await build(
      vite,
      { 'src/routes/account.tsx': `export { Route } from '../generated.tsx'` },
      {
        plugins: [
          {
            name: 'generated',
            resolveId: (source) =>
              source.endsWith('generated.tsx') ? join(app.root, 'src/generated.tsx') : null,
            load: (id) => (id.endsWith('generated.tsx') ? PREFETCHED : null),
          },
        ],
      },
    )
    expect(error).toContain('at src/generated.tsx:5:63')
  })

  test('does not hide another failure', async () => {
    const { error } = await build(vite, {
      'src/routes/account.tsx': PREFETCHED,
      'src/routes/home.tsx': `export * from './missing'`,
    })
    expect(error).toContain('./missing')
    expect(error).not.toContain('AK001')
  })
})

describe.each(VITES)('the dev server of %s', (_name, vite) => {
  async function serve(files: Record<string, string>): Promise<{ dev: ViteDevServer; printed: Printed[] }> {
    app = await makeSmallApp({ ...FILES, ...files })
    const { config, printed } = smallAppConfig(app, [lintBuild, lintDev, ...REPORTS], { plugins: [stubs] })
    const dev = await vite.createServer({ ...config, server: { middlewareMode: true, ws: false } })
    server = dev
    // An edit before the watcher has come to the file would go unseen.
    await vi.waitFor(() => {
      expect(Object.values(dev.watcher.getWatched()).flat()).toContain('account.tsx')
    }, 10_000)
    return { dev, printed }
  }

  const texts = (printed: Printed[]): string[] =>
    printed.map(({ text }) => stripVTControlCharacters(text).trim())
  const ask = async (dev: ViteDevServer): Promise<unknown> =>
    dev.environments.client.transformRequest('/src/routes/account.tsx')
  /** The levels of what was printed, without what Vite says itself. */
  const aboutFindings = (printed: Printed[]): string[] =>
    printed.filter((_, index) => !texts(printed)[index]?.startsWith('page reload')).map(({ level }) => level)
  /** Waits until something that was printed holds the text. */
  const expectPrinted = async (printed: Printed[], text: string): Promise<void> =>
    vi.waitFor(() => expect(texts(printed).join('\n')).toContain(text), 10_000)

  test('prints a finding once for all environments, and serves the module', async () => {
    const { dev, printed } = await serve({ 'src/routes/account.tsx': PREFETCHED })
    const inClient = await dev.environments.client.transformRequest('/src/routes/account.tsx')
    expect(inClient?.code).toContain('getSignInUrl')
    await expectPrinted(printed, frame)
    const onServer = await dev.environments['ssr']?.transformRequest('/src/routes/account.tsx')
    expect(onServer?.code).toContain('getSignInUrl')
    // Something that is printed after it, so that a repetition would be there.
    await app.write('src/routes/account.tsx', LINKED)
    await expectPrinted(printed, 'fixed src/routes/account.tsx')
    expect(aboutFindings(printed)).toStrictEqual(['error', 'info'])
  })

  test('says when an edit makes it go away, and when another brings it back', async () => {
    const { dev, printed } = await serve({ 'src/routes/account.tsx': PREFETCHED })
    await ask(dev)
    await expectPrinted(printed, frame)

    await app.write('src/routes/account.tsx', LINKED)
    await expectPrinted(printed, 'fixed src/routes/account.tsx AK001 no-prefetched-auth-url')
    await ask(dev)

    printed.length = 0
    await app.write('src/routes/account.tsx', `// moved down by one line\n${PREFETCHED}`)
    await expectPrinted(printed, 'at src/routes/account.tsx:6:63')
    expect(aboutFindings(printed)).toStrictEqual(['error'])
  })

  test('finds what an edit brings into a module that was clean', async () => {
    const { dev, printed } = await serve({ 'src/routes/account.tsx': LINKED })
    await ask(dev)
    expect(printed).toStrictEqual([])
    await app.write('src/routes/account.tsx', PREFETCHED)
    await expectPrinted(printed, 'AK001')
  })

  test('is quiet when code with a finding only moves', async () => {
    const { dev, printed } = await serve({ 'src/routes/account.tsx': PREFETCHED })
    await ask(dev)
    await expectPrinted(printed, frame)
    await app.write('src/routes/account.tsx', `// moved\n${PREFETCHED}`)
    await expectPrinted(printed, 'page reload')
    await ask(dev)
    await app.write('src/routes/account.tsx', LINKED)
    await expectPrinted(printed, 'fixed')
    expect(aboutFindings(printed)).toStrictEqual(['error', 'info'])
  })

  test('follows a helper: what an edit of it brings and takes is told of the loader that uses it', async () => {
    const helper = (body: string): string =>
      `import { createServerFn } from '@tanstack/react-start'
import { getSignInUrl } from 'virtual:authkit'

export const signInLink = createServerFn().handler(async () => ${body})
void getSignInUrl
`
    const { dev, printed } = await serve({
      'src/helper.ts': helper(`'/api/auth/sign-in'`),
      'src/routes/account.tsx': PREFETCHED.replace(
        `import { getSignInUrl } from 'virtual:authkit'`,
        `import { signInLink as getSignInUrl } from '../helper'`,
      ),
    })
    await ask(dev)
    await dev.environments.client.transformRequest('/src/helper.ts')
    await app.write('src/helper.ts', helper('getSignInUrl()'))
    await expectPrinted(printed, 'at src/routes/account.tsx:5:63')
    await expectPrinted(printed, '1. `signInLink` calls `getSignInUrl` (src/helper.ts:4:64)')
    await app.write('src/helper.ts', helper(`'/api/auth/sign-in'`))
    await expectPrinted(printed, 'fixed src/routes/account.tsx AK001')
    expect(aboutFindings(printed)).toStrictEqual(['error', 'info'])
  })

  test('calls nothing fixed that is only half-written', async () => {
    const { dev, printed } = await serve({
      'src/routes/account.tsx': PREFETCHED,
      'src/routes/home.tsx': HOME,
    })
    await ask(dev)
    await dev.environments.client.transformRequest('/src/routes/home.tsx')
    await expectPrinted(printed, frame)
    await app.write('src/routes/account.tsx', `${PREFETCHED}\nconst half = (`)
    await expectPrinted(printed, 'page reload')
    await app.write('src/routes/home.tsx', PREFETCHED.replaceAll('/account', '/'))
    await expectPrinted(printed, 'at src/routes/home.tsx:5:63')
    expect(texts(printed).join('\n')).not.toContain('fixed')
    await app.write('src/routes/account.tsx', LINKED)
    await expectPrinted(printed, 'fixed src/routes/account.tsx')
  })

  test('drops what was found in a file that is gone, and finds it under its new name', async () => {
    const { dev, printed } = await serve({ 'src/routes/account.tsx': PREFETCHED })
    await ask(dev)
    await expectPrinted(printed, frame)
    printed.length = 0
    await rename(join(app.root, 'src/routes/account.tsx'), join(app.root, 'src/routes/profile.tsx'))
    await expectPrinted(printed, 'fixed src/routes/account.tsx')
    await dev.environments.client.transformRequest('/src/routes/profile.tsx')
    await expectPrinted(printed, 'at src/routes/profile.tsx:5:63')
    expect(aboutFindings(printed)).toStrictEqual(['info', 'error'])
  })

  test('prints a few of many, and counts the others', async () => {
    const routes = Array.from({ length: MAX_PRINTED + 3 }, (_, index) => `src/routes/page-${index}.tsx`)
    const { dev, printed } = await serve({
      'src/routes/account.tsx': LINKED,
      'src/main.ts': routes.map((route, index) => `export * as r${index} from '/${route}'\n`).join(''),
      ...Object.fromEntries(routes.map((route) => [route, PREFETCHED])),
    })
    await Promise.all(routes.map((route) => dev.environments.client.transformRequest(`/${route}`)))
    await expectPrinted(printed, '… and 3 errors more')
    expect(printed.filter(({ level }) => level === 'error')).toHaveLength(MAX_PRINTED)
  })
})

/** Stands for the packages that the modules import, so that import analysis can resolve them. */
const stubs: Plugin = {
  name: 'stubs',
  enforce: 'pre',
  resolveId: (source) => (/^(?:@tanstack|virtual:|react)/.test(source) ? `\0${source}` : null),
  load: (id) => (id.startsWith('\0') ? 'export {}' : null),
}
