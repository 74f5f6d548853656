import { describe, expect, test } from 'vitest'

import { formatDiagnostic } from '../../../src/diagnostics/format-diagnostic.ts'
import { IMPORTS, lint, unmark } from '../lint-fixture.ts'

const inBeforeLoad = (body: string): string => `${IMPORTS}
  export const Route = createFileRoute('/a')({
    beforeLoad: async ({ context, location }) => { const { user } = await getAuth(); ${body} },
  })`

/** Calls whose every path ends in a redirect to the URL. */
const INVALID: Record<string, string> = {
  'made in the redirect': inBeforeLoad('if (!user) throw redirect({ href: await «getSignInUrl()» })'),
  'made just before': inBeforeLoad(
    'if (!user) { const href = await «getSignInUrl()»; throw redirect({ href }) }',
  ),
  'under another name': inBeforeLoad(
    'if (!user) { const url = await «getSignInUrl()»; throw redirect({ href: url, statusCode: 302 }) }',
  ),
  'assigned first': inBeforeLoad(
    "let href; if (!user) href = await «getSignInUrl()»; throw redirect({ href: href ?? '/' })",
  ),
  'returned instead of thrown': inBeforeLoad('if (!user) return redirect({ href: await «getSignInUrl()» })'),
  'the redirect in a variable': inBeforeLoad(
    'if (!user) { const r = redirect({ href: await «getSignInUrl()» }); throw r }',
  ),
  'in one half of a conditional': inBeforeLoad(
    "throw user ? redirect({ to: '/home' }) : redirect({ href: await «getSignInUrl()» })",
  ),
  'with more of the URL around it': inBeforeLoad(
    'if (!user) throw redirect({ href: `${await «getSignInUrl()»}&prompt=1` })',
  ),
  'made into a URL object': inBeforeLoad(
    'if (!user) throw redirect({ href: new URL(await «getSignInUrl()»).toString() })',
  ),
  'both branches redirect': inBeforeLoad(
    'const href = await «getSignInUrl()»; if (context.a) { throw redirect({ href, statusCode: 307 }) } else { throw redirect({ href }) }',
  ),
  'other code in between': inBeforeLoad(
    'const href = await «getSignInUrl()»; const code = 302; if (context.debug) { log("x") } throw redirect({ href, statusCode: code })',
  ),
  'in a case of a switch': inBeforeLoad(
    'switch (context.kind) { case 1: { break } default: const href = await «getSignInUrl()»; throw redirect({ href }) }',
  ),
  'that is written to the console first': inBeforeLoad(
    "const href = await «getSignInUrl()»; console.debug('to', href); throw redirect({ href })",
  ),
  'that is changed first': inBeforeLoad(
    "const url = new URL(await «getSignInUrl()»); url.searchParams.set('prompt', 'login'); throw redirect({ href: url.toString() })",
  ),
  'that is looked at first': inBeforeLoad(
    "const href = await «getSignInUrl()»; if (!href) throw new Error('none'); throw redirect({ href })",
  ),
  'that is judged first': inBeforeLoad(
    "const href = await «getSignInUrl()»; if (!isSafe(href)) { throw new Error('odd') } throw redirect({ href })",
  ),
  'redirected to wherever it is there': inBeforeLoad(
    'let href; if (!user) { href = await «getSignInUrl()» } if (href !== undefined) throw redirect({ href }); return { user }',
  ),
  'redirected to after the try in which it is made': inBeforeLoad(
    "let href; try { href = await «getSignInUrl()» } catch (error) { throw redirect({ to: '/offline' }) } finally { log() } throw redirect({ href })",
  ),
  'redirected to after the switch in which it is made': inBeforeLoad(
    'let href; switch (context.kind) { case 1: { href = await «getSignInUrl()»; break } default: return {} } throw redirect({ href })',
  ),
  'redirected to in the case that follows': inBeforeLoad(
    'let href; switch (context.kind) { case 1: href = await «getSignInUrl()»; default: throw redirect({ href }) }',
  ),
  'an arrow function that is the redirect': `${IMPORTS}
    export const Route = createFileRoute('/a')({ loader: async () => redirect({ href: await «getSignInUrl()» }) })`,
  'in a helper': `${IMPORTS}
    async function requireUser() {
      const { user } = await getAuth()
      if (!user) throw redirect({ href: await getSignInUrl() })
      return user
    }
    export const Route = createFileRoute('/a')({ beforeLoad: async () => ({ user: await «requireUser()» }) })`,
  'in a server function': `${IMPORTS}
    const requireUser = createServerFn().handler(async () => { throw redirect({ href: await getSignInUrl() }) })
    export const Route = createFileRoute('/a')({ beforeLoad: () => «requireUser()» })`,
  'a helper that returns the URL to a redirect': `${IMPORTS}
    const url = async () => getSignInUrl()
    export const Route = createFileRoute('/a')({ loader: async () => { throw redirect({ href: await «url()» }) } })`,
  'a helper that keeps the URL for its caller': `${IMPORTS}
    const url = async () => { const made = await getSignInUrl(); return { made } }
    export const Route = createFileRoute('/a')({ loader: async () => { throw redirect({ href: (await «url()»).made }) } })`,
  'a redirect in a callback': `${IMPORTS}
    export const Route = createFileRoute('/a')({
      loader: () => getAuth().then(async ({ user }) => { if (!user) throw redirect({ href: await «getSignInUrl()» }) }),
    })`,
}

/** Not AK002: other code, or AK001. */
const OTHER: Record<string, { source: string; codes: string[] }> = {
  'a redirect to the sign-in route': {
    source: inBeforeLoad("if (!user) throw redirect({ href: '/api/auth/sign-in' })"),
    codes: [],
  },
  'a redirect in a server route': {
    source: `${IMPORTS}
      export const Route = createFileRoute('/go')({
        server: { handlers: { GET: async () => { throw redirect({ href: await getSignInUrl() }) } } },
      })`,
    codes: [],
  },
  'a redirect in a component': {
    source: `${IMPORTS}
      export const Route = createFileRoute('/a')({ component: () => { throw redirect({ href: use(getSignInUrl()) }) } })`,
    codes: [],
  },
  'a homonym in a redirect': {
    source: inBeforeLoad(
      'const getSignInUrl = () => "/x"; if (!user) throw redirect({ href: getSignInUrl() })',
    ),
    codes: [],
  },
  'a URL that a path leaves without': {
    source: inBeforeLoad('const href = await getSignInUrl(); if (user) return; throw redirect({ href })'),
    codes: ['AK001'],
  },
  'a URL that is also returned': {
    source: inBeforeLoad(
      'const href = await getSignInUrl(); if (user) return { href }; throw redirect({ href })',
    ),
    codes: ['AK001'],
  },
  'a URL in a redirect with try around': {
    source: inBeforeLoad(
      'const href = await getSignInUrl(); try { if (!user) throw redirect({ href }) } finally { log() }',
    ),
    codes: ['AK001'],
  },
  'a URL that is made in a loop': {
    source: inBeforeLoad(
      'let href; for (const path of context.paths) { href = await getSignInUrl(path) } throw redirect({ href })',
    ),
    codes: ['AK001'],
  },
  'a URL that is sent somewhere first': {
    source: inBeforeLoad('const href = await getSignInUrl(); log.info(href); throw redirect({ href })'),
    codes: ['AK001'],
  },
  'a URL that is handed to itself': {
    source: inBeforeLoad('const url = new URL(await getSignInUrl()); url.show(url); return { user }'),
    codes: ['AK001'],
  },
  'a URL that is only judged': {
    source: inBeforeLoad("const href = await getSignInUrl(); if (!isSafe(href)) throw new Error('odd')"),
    codes: ['AK001'],
  },
  'a URL that is left out where it is there': {
    source: inBeforeLoad(
      'const href = await getSignInUrl(); if (href) return { user }; throw redirect({ href })',
    ),
    codes: ['AK001'],
  },
  'a URL that the rest of the function does not use': {
    source: inBeforeLoad('let href; if (!user) { href = await getSignInUrl() } return { user }'),
    codes: ['AK001'],
  },
  'a URL in the test of the redirect': {
    source: inBeforeLoad("throw (await getSignInUrl()) ? redirect({ to: '/a' }) : redirect({ to: '/b' })"),
    codes: ['AK001'],
  },
  'a URL in the options of a redirect that is stored': {
    source: inBeforeLoad('context.next = redirect({ href: await getSignInUrl() })'),
    codes: ['AK001'],
  },
  'one call for both': {
    source: `${IMPORTS}
      async function urls() { if (x) throw redirect({ href: await getSignInUrl() }); return getSignInUrl() }
      export const Route = createFileRoute('/a')({ loader: () => urls() })`,
    codes: ['AK001'],
  },
  'two calls, one of each': {
    source: inBeforeLoad(
      'if (!user) throw redirect({ href: await getSignInUrl() }); return { url: await getSignUpUrl() }',
    ),
    codes: ['AK002', 'AK001'],
  },
}

describe('AK002 no-auth-url-redirect-in-loader', () => {
  test.each(Object.entries(INVALID))('finds a URL %s', (_name, marked) => {
    const { source, start, end } = unmark(marked)
    const found = lint(source).map((diagnostic) => ({
      code: diagnostic.code,
      severity: diagnostic.severity,
      text: source.slice(diagnostic.start, diagnostic.end),
      start: diagnostic.start,
    }))
    expect(found).toStrictEqual([{ code: 'AK002', severity: 'warn', text: source.slice(start, end), start }])
  })

  test.each(Object.entries(OTHER))('is not %s', (_name, { source, codes }) => {
    expect(lint(source).map((diagnostic) => diagnostic.code)).toStrictEqual(codes)
  })

  test('says what to throw instead', () => {
    const source = inBeforeLoad(
      'if (!user) throw redirect({ href: await getSignInUrl({ data: { returnPathname: location.href } }) })',
    )
    expect(lint(source)).toMatchObject([
      {
        message:
          '`getSignInUrl()` in the `beforeLoad` of `/a` starts a sign-in on preload, before any redirect.',
        help:
          'Redirect to the sign-in route instead:\n' +
          'throw redirect({ href: `/api/auth/sign-in?returnPathname=${encodeURIComponent(location.href)}`, reloadDocument: true })',
      },
    ])
  })
})

const source = `import { createFileRoute, redirect } from '@tanstack/react-router'
import { getAuth, getSignInUrl } from 'virtual:authkit'

export const Route = createFileRoute('/_app')({
  beforeLoad: async () => {
    const { user } = await getAuth()
    if (!user) {
      const href = await getSignInUrl({
        data: { returnPathname: '/account' },
      })
      throw redirect({ href })
    }
    return { user }
  },
})
`

describe('AK002 looks like', () => {
  const file = '/app/src/routes/_app.tsx'
  const view = { root: '/app', sourceOf: (asked: string) => (asked === file ? source : undefined) }

  test('a finding over several lines', async () => {
    const text = lint(source, { file }).map((found) => formatDiagnostic(found, view))
    await expect(`${text.join('\n')}\n`).toMatchFileSnapshot('frames/no-auth-url-redirect-in-loader.txt')
  })
})
