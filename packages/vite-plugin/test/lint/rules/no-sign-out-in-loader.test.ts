import { describe, expect, test } from 'vitest'

import { formatDiagnostic } from '../../../src/diagnostics/format-diagnostic.ts'
import { linterFor, outline, outlineTrace, type Files } from '../app-fixture.ts'
import { lint, unmark } from '../lint-fixture.ts'

const IMPORTS = `
import { createFileRoute, createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router'
import { createMiddleware, createServerFn, useServerFn } from '@tanstack/react-start'
import { getAuthkit, signOut } from 'virtual:authkit'
`
const loader = (code: string): string =>
  `${IMPORTS}export const Route = createFileRoute('/logout')({ loader: ${code} })`

describe('AK003 no-sign-out-in-loader finds', () => {
  test.each(
    Object.entries({
      'a call': loader('() => «signOut()»'),
      'an awaited call': loader('async () => { await «signOut()» }'),
      'a call with options': loader("async () => { await «signOut({ data: { returnTo: '/' } })» }"),
      'a call that is not waited for': loader('() => { void «signOut()»; return null }'),
      'a call in one of the cases': loader(
        'async ({ context }) => { if (context.banned) await «signOut()» }',
      ),
      'a call in a try': loader('async () => { try { await «signOut()» } catch (error) { throw error } }'),
      'a call in then': loader('() => fetch("/bye").then(() => «signOut()»)'),
      'the function itself': loader('«signOut»'),
      'a loader that is an object': loader('{ handler: () => «signOut()» }'),
      'a loader by name': `${IMPORTS}const leave = () => «signOut()»\nexport const Route = createFileRoute('/a')({ loader: leave })`,
      'a method': `${IMPORTS}export const Route = createFileRoute('/a')({ async loader() { await «signOut()» } })`,
      'a renamed import': `import { createFileRoute } from '@tanstack/react-router'
        import { signOut as leave } from 'virtual:authkit'
        export const Route = createFileRoute('/a')({ loader: () => «leave()» })`,
      'a namespace': `import { createFileRoute } from '@tanstack/react-router'
        import * as authkit from '@workos/authkit-tanstack-react-start'
        export const Route = createFileRoute('/a')({ loader: () => «authkit.signOut()» })`,
      'the old package': `import { createFileRoute } from '@tanstack/react-router'
        import { signOut } from '@workos/authkit-tanstack-start'
        export const Route = createFileRoute('/a')({ loader: () => «signOut()» })`,
      'a dynamic import': `import { createFileRoute } from '@tanstack/react-router'
        export const Route = createFileRoute('/a')({
          loader: async () => { const { signOut } = await import('virtual:authkit'); await «signOut()» },
        })`,
      'the toolkit’s method': loader("async () => «(await getAuthkit()).signOut('session_1')»"),
      'a server function': `${IMPORTS}const leave = createServerFn({ method: 'POST' }).handler(async () => { await signOut() })
        export const Route = createFileRoute('/a')({ loader: () => «leave()» })`,
      beforeLoad: `${IMPORTS}export const Route = createFileRoute('/a')({ beforeLoad: () => «signOut()» })`,
      'beforeLoad, though `preload` is off': `${IMPORTS}export const Route = createFileRoute('/a')({ preload: false, beforeLoad: () => «signOut()» })`,
      'the root route': `${IMPORTS}export const Route = createRootRoute({ loader: () => «signOut()» })`,
      'a route made in code': `${IMPORTS}export const route = createRoute({ path: 'bye', getParentRoute: () => root, loader: () => «signOut()» })`,
      onEnter: `${IMPORTS}export const Route = createFileRoute('/a')({ onEnter: () => «signOut()» })`,
    }),
  )('%s', (_name, marked) => {
    const { source, start, end } = unmark(marked)
    const found = lint(source).map(
      (one) => `${one.code} ${one.severity} ${one.start} ${source.slice(one.start, one.end)}`,
    )
    expect(found).toStrictEqual([`AK003 error ${start} ${source.slice(start, end)}`])
  })

  test.each<{ name: string; files: Files; found: string; trace: string[] }>([
    {
      name: 'a helper of another module',
      files: {
        'src/routes/bye.tsx': `import { createFileRoute } from '@tanstack/react-router'
          import { leave } from '~/lib'
          export const Route = createFileRoute('/bye')({ loader: () => leave() })`,
        'src/lib/index.ts': "export * from './auth'",
        'src/lib/auth.ts':
          "import { signOut } from 'virtual:authkit'\nexport const leave = async () => { await signOut() }",
      },
      found: 'AK003 src/routes/bye.tsx: leave()',
      trace: ['src/lib/auth.ts: signOut() — `leave` calls `signOut`'],
    },
    {
      name: 'a loader of another module',
      files: {
        'src/routes/bye.tsx': `import { createFileRoute } from '@tanstack/react-router'
          import { leave } from '../leave'
          export const Route = createFileRoute('/bye')({ loader: leave })`,
        'src/leave.ts':
          "import { signOut } from 'virtual:authkit'\nexport function leave() { return signOut() }",
      },
      found: 'AK003 src/routes/bye.tsx: leave',
      trace: ['src/leave.ts: signOut() — `leave` calls `signOut`'],
    },
  ])('$name', async ({ files, found, trace }) => {
    const { diagnostics } = await linterFor(files).run()
    expect(outline(diagnostics, files)).toStrictEqual([found])
    expect(outlineTrace(diagnostics[0], files)).toStrictEqual(trace)
  })
})

describe('AK003 no-sign-out-in-loader is silent about', () => {
  test.each(
    Object.entries({
      'a function of one’s own': `import { createFileRoute } from '@tanstack/react-router'
        const signOut = () => localStorage.clear()
        export const Route = createFileRoute('/a')({ loader: () => signOut() })`,
      'another SDK': `import { createFileRoute } from '@tanstack/react-router'
        import { signOut } from 'next-auth/react'
        export const Route = createFileRoute('/a')({ loader: () => signOut() })`,
      'a method of a client': `import { createFileRoute } from '@tanstack/react-router'
        import { authClient } from '../auth-client'
        export const Route = createFileRoute('/a')({ loader: () => authClient.signOut() })`,
      'a value of the context': loader('({ context }) => context.signOut()'),
      'a parameter of the same name': loader('({ signOut }) => signOut()'),
      'a global':
        "import { createFileRoute } from '@tanstack/react-router'\nexport const Route = createFileRoute('/a')({ loader: () => signOut() })",
      'a component': `${IMPORTS}export const Route = createFileRoute('/a')({ component: () => <button onClick={() => signOut()} /> })`,
      'the hook': `import { createFileRoute } from '@tanstack/react-router'
        import { useAuth } from 'virtual:authkit/client'
        export const Route = createFileRoute('/a')({ component: function Page() { const { signOut } = useAuth(); return <button onClick={() => signOut()} /> } })`,
      useServerFn: `${IMPORTS}const leave = createServerFn().handler(() => signOut())
        export const Route = createFileRoute('/a')({ component: function Page() { const run = useServerFn(leave); return <button onClick={() => run()} /> } })`,
      'a handler of a server route': `${IMPORTS}export const Route = createFileRoute('/logout')({ server: { handlers: { GET: () => signOut(), POST: async () => { await signOut() } } } })`,
      'middleware of a server route': `${IMPORTS}export const Route = createFileRoute('/logout')({ server: { middleware: [createMiddleware().server(() => signOut())] } })`,
      'a function that the loader returns': loader('() => ({ leave: () => signOut() })'),
      'a redirect to the sign-out route': loader(
        "() => { throw redirect({ href: '/api/auth/sign-out', reloadDocument: true }) }",
      ),
      onLeave: `${IMPORTS}export const Route = createFileRoute('/a')({ onLeave: () => signOut() })`,
      'a type': `import { createFileRoute } from '@tanstack/react-router'
        import type { signOut } from 'virtual:authkit'
        export const Route = createFileRoute('/a')({ loader: (): ReturnType<typeof signOut> | null => null })`,
      'a call that is never reached from a route': `${IMPORTS}export const leave = () => signOut()\nexport const Route = createFileRoute('/a')({ loader: () => null })`,
      'a name that is written over': `${IMPORTS}let leave = signOut\nleave = () => null\nexport const Route = createFileRoute('/a')({ loader: () => leave() })`,
      'a test': `import { test } from 'vitest'\n${loader('() => signOut()')}`,
      'what switches off with a reason': loader(
        '() => {\n// authkit-disable-next-line AK003 -- only the server renders it\nreturn signOut() }',
      ),
    }),
  )('%s', (_name, source) => {
    expect(lint(source)).toStrictEqual([])
  })
})

describe('AK003 says', () => {
  const off = (options: string): string =>
    `${IMPORTS}export const Route = createFileRoute('/logout')({ ${options} loader: () => signOut() })`
  test.each([
    { options: '', severity: 'error', preloads: true },
    { options: 'preload: true,', severity: 'error', preloads: true },
    { options: 'preload: isFast(),', severity: 'error', preloads: true },
    { options: 'preload: false,', severity: 'warn', preloads: false },
    { options: "'preload': false as const,", severity: 'warn', preloads: false },
  ])('when it happens: { $options }', ({ options, severity, preloads }) => {
    const when = preloads
      ? 'on every navigation and preload: a hovered link is enough.'
      : 'on every request for the page, also one that another site makes.'
    expect(lint(off(options))).toMatchObject([
      { severity, message: `\`signOut()\` in the \`loader\` of \`/logout\` signs the user out ${when}` },
    ])
  })

  test.each([
    { code: 'async ({ preload }) => { if (preload) return; await signOut() }', severity: 'warn' },
    { code: 'async (ctx) => { if (!ctx.preload && ctx.params.id) await signOut() }', severity: 'warn' },
    { code: "async ({ cause }) => { if (cause !== 'preload') await signOut() }", severity: 'warn' },
    { code: "({ cause }) => cause === 'enter' ? signOut() : null", severity: 'warn' },
    {
      code: "({ cause }) => { if (cause === 'preload' || skip()) return; return signOut() }",
      severity: 'warn',
    },
    { code: '({ preload: isEarly }) => { if (!isEarly) return leave() }', severity: 'warn' },
    { code: '({ preload }) => preload ? null : load().then(() => signOut())', severity: 'warn' },
    { code: '({ preload }) => preload ? null : run(() => signOut())', severity: 'warn' },
    { code: '({ preload }) => { if (preload) signOut() }', severity: 'error' },
    { code: "({ cause }) => { if (cause !== 'enter') signOut() }", severity: 'error' },
    { code: '({ preload, params }) => { if (!preload || params.id) signOut() }', severity: 'error' },
    { code: '({ params: { preload } }) => { if (!preload) signOut() }', severity: 'error' },
    { code: '() => { if (!preload) signOut() }', severity: 'error' },
  ])('whether it may happen on preload: $code', ({ code, severity }) => {
    const source = `${IMPORTS}const leave = async () => { await signOut() }
      const run = (task) => task()
      let preload = isPreload()
      export const Route = createFileRoute('/logout')({ beforeLoad: ${code} })`
    expect(lint(source).map((one) => one.severity)).toStrictEqual([severity])
  })

  test('what is not preloaded here, and is there', () => {
    const source = `${IMPORTS}const leave = async () => { await signOut() }
      const both = async ({ preload }) => { if (!preload) await signOut(); await leave() }
      export const Route = createFileRoute('/logout')({ beforeLoad: (ctx) => both(ctx) })`
    expect(lint(source).map((one) => one.severity)).toStrictEqual(['error'])
  })

  test.each([
    { setting: 'error', severity: ['error'] },
    { setting: 'warn', severity: ['warn'] },
    { setting: 'off', severity: [] },
  ] as const)('what the user decides: $setting', ({ setting, severity }) => {
    const found = lint(off('preload: false,'), { settings: { AK003: setting } })
    expect(found.map((one) => one.severity)).toStrictEqual(severity)
  })

  test('where to sign out instead', () => {
    expect(lint(off(''), { signOutPath: '/bye' })).toMatchObject([
      {
        help: "Let the sign-out route do it, when the browser opens it:\nthrow redirect({ href: '/bye', reloadDocument: true })",
      },
    ])
  })
})

test('AK003 looks like this', async () => {
  const file = '/app/src/routes/logout.tsx'
  const source = `import { createFileRoute } from '@tanstack/react-router'
import { createServerFn } from '@tanstack/react-start'
import { signOut } from 'virtual:authkit'

const leave = createServerFn({ method: 'POST' }).handler(async () => {
  await signOut({ data: { returnTo: '/goodbye' } })
})

export const Route = createFileRoute('/logout')({
  loader: () => leave(),
})
`
  const view = { root: '/app', sourceOf: () => source }
  const text = lint(source, { file }).map((found) => formatDiagnostic(found, view))
  await expect(`${text.join('\n')}\n`).toMatchFileSnapshot('frames/no-sign-out-in-loader.txt')
})
