import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readFileSync, rmSync } from 'node:fs'
import { type Addition, type Choices } from '../../src/steps/step.ts'
import type { Files } from '../project/make-app.ts'
import { makeApp, PACKAGE_JSON, viteConfig } from '../project/make-app.ts'
import { changeOf, LOCAL, planApp, textOf, write } from './plan-app.ts'

beforeEach(() => {
  vi.stubEnv('npm_config_user_agent', undefined)
})

afterEach(() => {
  vi.unstubAllEnvs()
})

const ALL: readonly Addition[] = ['provider', 'protected-layout', 'example', 'button']

function adding(...additions: Addition[]): Choices {
  return { ...LOCAL, additions }
}

const template = (path: string): string =>
  readFileSync(new URL(`../../../../templates/files/${path}`, import.meta.url), 'utf8')

/** What is planned besides the usual, as `kind path`. */
async function added(files: Files, ...additions: Addition[]): Promise<string[]> {
  const root = makeApp(files)
  const usual = new Set((await planApp(root)).map(({ path }) => path))
  const changes = await planApp(root, adding(...additions))
  return changes.filter(({ path }) => !usual.has(path)).map(({ kind, path }) => `${kind} ${path}`)
}

test('everything that can be added is exactly its template, in an app of the same style', async () => {
  const changes = await planApp(makeApp(), adding(...ALL))
  expect(textOf(changes, 'src/routes/_authenticated.tsx')).toBe(template('routes/_authenticated.tsx'))
  expect(textOf(changes, 'src/routes/_authenticated/account.tsx')).toBe(
    template('routes/_authenticated/account.tsx'),
  )
  expect(textOf(changes, 'src/components/SignInButton.tsx')).toBe(template('components/SignInButton.tsx'))
})

test('without the layout, the page guards itself', async () => {
  const page = textOf(await planApp(makeApp(), adding('example')), 'src/routes/account.tsx')
  expect(page).toBe(template('routes/profile.tsx').replace("'/profile'", "'/account'"))
})

test('without the provider, the root route stays as it is', async () => {
  const changes = await planApp(makeApp(), adding())
  expect(changes.map(({ path }) => path)).not.toContain('src/routes/__root.tsx')
})

test('a second run has nothing to do', async () => {
  const root = makeApp()
  write(root, await planApp(root, adding(...ALL)))
  const again = await planApp(root, adding(...ALL))
  expect(again.filter(({ kind }) => kind !== 'skip')).toEqual([])
  expect(again).toHaveLength(13)
})

test.each<{ name: string; choices: Choices }>([
  { name: 'the page after the layout', choices: adding('provider', 'example') },
  { name: 'the page', choices: adding('provider', 'protected-layout', 'example') },
])('what was made by another run is found again: $name', async ({ choices }) => {
  const root = makeApp()
  write(root, await planApp(root, adding(...ALL)))
  expect((await planApp(root, choices)).filter(({ kind }) => kind !== 'skip')).toEqual([])
})

describe('names that are taken', () => {
  const OTHER = "import { createFileRoute } from '@tanstack/react-router'\n"

  test.each<{ name: string; files: Files; additions: Addition[]; is: string[] }>([
    {
      name: 'a layout of another auth library',
      files: { 'src/routes/_authenticated.tsx': OTHER },
      additions: ['protected-layout', 'example'],
      is: ['create src/routes/_signed-in.tsx', 'create src/routes/_signed-in/account.tsx'],
    },
    {
      name: 'a layout in its folder',
      files: { 'src/routes/_authenticated/route.tsx': OTHER },
      additions: ['protected-layout'],
      is: ['create src/routes/_signed-in.tsx'],
    },
    {
      name: 'open pages in a folder of that name',
      files: { 'src/routes/_authenticated/blog.tsx': OTHER },
      additions: ['protected-layout'],
      is: ['create src/routes/_signed-in.tsx'],
    },
    {
      name: 'every layout',
      files: {
        'src/routes/_authenticated.tsx': OTHER,
        'src/routes/_signed-in.tsx': OTHER,
        'src/routes/_authkit.tsx': OTHER,
      },
      additions: ['protected-layout'],
      is: ['manual src/routes/_authenticated.tsx'],
    },
    {
      name: 'a page',
      files: { 'src/routes/account/index.tsx': OTHER },
      additions: ['example'],
      is: ['create src/routes/profile.tsx'],
    },
    {
      name: 'a page in a group',
      files: { 'src/routes/(app)/account.tsx': OTHER },
      additions: ['example'],
      is: ['create src/routes/profile.tsx'],
    },
    {
      name: 'a button',
      files: { 'src/components/SignInButton.tsx': 'export {}\n' },
      additions: ['button'],
      is: ['create src/components/AuthKitButton.tsx'],
    },
    {
      name: 'both buttons',
      files: {
        'src/components/SignInButton.tsx': 'export {}\n',
        'src/components/AuthKitButton.tsx': 'export {}\n',
      },
      additions: ['button'],
      is: ['manual src/components/AuthKitButton.tsx'],
    },
  ])('$name', async ({ files, additions, is }) => {
    expect(await added(files, ...additions)).toEqual(is)
  })
})

describe('follows the app', () => {
  test('components are named as the others are', async () => {
    const files = { 'src/components/theme-toggle.tsx': '', 'src/components/ui/button.tsx': '' }
    expect(await added(files, 'button')).toEqual(['create src/components/sign-in-button.tsx'])
  })

  test('a JavaScript app', async () => {
    const { devDependencies: _, ...manifest } = PACKAGE_JSON
    const root = makeApp({
      'package.json': manifest,
      'src/routes/__root.jsx': '',
      'src/routes/index.jsx': '',
    })
    for (const path of ['tsconfig.json', 'src/routes/index.tsx', 'src/routes/__root.tsx', 'src/router.tsx'])
      rmSync(`${root}/${path}`)
    const paths = (await planApp(root, adding(...ALL))).map(({ path }) => path)
    expect(paths).toEqual(
      expect.arrayContaining([
        'src/routes/_authenticated.jsx',
        'src/routes/_authenticated/account.jsx',
        'src/components/SignInButton.jsx',
      ]),
    )
  })

  test('flat routes with a prefix, semicolons, double quotes and tabs', async () => {
    const route = 'export const Route = createFileRoute("/x")({\n\tcomponent: () => "",\n});\n'
    const files: Files = {
      'vite.config.ts': viteConfig("{ router: { routeFilePrefix: 'r-' } }"),
      'src/router.tsx': `${'import "double";\n'.repeat(9)}export const a = {\n\tb: 1,\n};\n`,
      'src/routes/r-__root.tsx': 'export const Route = {\n\ta: "b",\n};\n',
      'src/routes/r-a.b.tsx': route,
      'src/routes/r-a.c.tsx': route,
      'src/routes/r-a.d.tsx': route,
    }
    const changes = await planApp(makeApp(files), adding('protected-layout', 'example'))
    expect(changeOf(changes, 'src/routes/r-_authenticated.tsx').kind).toBe('create')
    expect(textOf(changes, 'src/routes/r-_authenticated.account.tsx')).toContain(
      'export const Route = createFileRoute("/_authenticated/account")({\n\tcomponent: Account,\n});\n',
    )
  })

  test('a base path is in front of the addresses, and of the way back', async () => {
    const files = { 'vite.config.ts': viteConfig('', "base: '/shop/'") }
    const changes = await planApp(makeApp(files), adding(...ALL))
    expect(textOf(changes, 'src/routes/_authenticated.tsx')).toContain(
      'href: `/shop/api/auth/sign-in?returnPathname=%2Fshop${encodeURIComponent(location.href)}`',
    )
    expect(textOf(changes, 'src/components/SignInButton.tsx')).toContain(
      '<form action="/shop/api/auth/sign-out" method="post">',
    )
    expect(textOf(changes, 'src/routes/_authenticated.tsx')).toContain("createFileRoute('/_authenticated')")
  })

  test('virtual routes are for the user to list', async () => {
    const files = { 'vite.config.ts': viteConfig("{ router: { virtualRouteConfig: './routes.ts' } }") }
    expect(await added(files, 'protected-layout')).toEqual(['manual src/routes/_authenticated.tsx'])
  })
})

describe('paths that were chosen', () => {
  const choices: Choices = {
    ...adding(...ALL),
    paths: { callback: '/auth/callback', signIn: '/login', signOut: '/api/auth/sign-out' },
  }

  test('go everywhere: routes, plugin, redirect URI, links', async () => {
    const changes = await planApp(makeApp(), choices)
    expect(textOf(changes, 'src/routes/auth/callback.ts')).toContain("createFileRoute('/auth/callback')")
    expect(textOf(changes, 'src/routes/login.ts')).toContain("createFileRoute('/login')")
    expect(changeOf(changes, 'src/routes/api/auth/sign-out.ts').kind).toBe('create')
    const config = textOf(changes, 'vite.config.ts').replaceAll(/\s+/g, ' ')
    expect(config).toContain("authkit({ callbackPath: '/auth/callback', signInPath: '/login', })")
    expect(textOf(changes, '.env.example')).toContain(
      'WORKOS_REDIRECT_URI=http://localhost:3000/auth/callback\n',
    )
    expect(textOf(changes, 'src/components/SignInButton.tsx')).toContain('`/login?returnPathname=$')
    expect(textOf(changes, 'src/routes/_authenticated.tsx')).toContain('`/login?returnPathname=$')
  })

  test('a second run has nothing to do, with or without them', async () => {
    const root = makeApp()
    write(root, await planApp(root, choices))
    for (const again of [choices, LOCAL]) {
      expect((await planApp(root, again)).filter(({ kind }) => kind !== 'skip')).toEqual([])
    }
  })

  test('are refused where another route answers', async () => {
    const root = makeApp({ 'src/routes/login.tsx': '' })
    await expect(planApp(root, choices)).rejects.toMatchObject({
      code: 'ERR_PATH_TAKEN',
      exitCode: 2,
      message: 'src/routes/login.tsx already answers /login',
    })
  })

  test('are refused where the routes are elsewhere already', async () => {
    const root = makeApp()
    write(root, await planApp(root))
    await expect(planApp(root, choices)).rejects.toMatchObject({
      code: 'ERR_PATH_TAKEN',
      message: "`authkit()` in the Vite config names /api/auth/callback, so /auth/callback can't be used",
    })
  })
})
