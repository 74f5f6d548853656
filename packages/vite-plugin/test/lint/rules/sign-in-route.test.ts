import { describe, expect, test } from 'vitest'

import type { AppOptions } from '../../../src/lint/app/app-options.ts'
import { outline, type Files } from '../app-fixture.ts'
import { foundBy, route, SOUND_APP, START, type Given, shownBy } from '../app/sound-app.ts'

const SIGN_IN = 'src/routes/api/auth/sign-in.ts'
const CALLBACK = "src/routes/api/auth/callback.ts: '/api/auth/callback'"

/** The sound app with another sign-in route, or none. */
function withSignIn(files: Files): Files {
  const { [SIGN_IN]: _, ...others } = SOUND_APP
  return { ...others, ...files }
}

const MINT =
  "import { getSignInUrl } from 'virtual:authkit'\nexport const signInLink = async () => getSignInUrl()"

describe('AK013 sign-in-route finds', () => {
  test.each<Given & { name: string; files: Files; at: string }>([
    { name: 'no sign-in route', files: withSignIn({}), at: CALLBACK },
    {
      name: 'a URL that only the browser asks for',
      files: withSignIn({
        'src/lib/link.ts': MINT,
        'src/routes/index.tsx':
          "import { createFileRoute } from '@tanstack/react-router'\nimport { signInLink } from '~/lib/link'\nexport const Route = createFileRoute('/')({ component: () => <button onClick={signInLink} /> })",
      }),
      at: CALLBACK,
    },
    {
      name: 'another path than the plugin’s',
      files: withSignIn({ 'src/routes/login.ts': route('/login', 'handleSignInRoute()') }),
      at: "src/routes/login.ts: '/login'",
    },
    {
      name: 'the plugin’s other path',
      files: SOUND_APP,
      options: { signInPath: '/login' },
      at: `${SIGN_IN}: '/api/auth/sign-in'`,
    },
  ])('$name', async ({ files, at, ...given }) => {
    expect(outline(await foundBy('AK013', files, given), files)).toStrictEqual([`AK013 ${at}`])
  })
})

describe('AK013 sign-in-route is silent about', () => {
  test.each<Given & { name: string; files: Files }>([
    { name: 'an app in order', files: SOUND_APP },
    { name: 'an app that has been seen in part', files: withSignIn({}), options: { complete: false } },
    { name: 'an app without a callback route', files: { 'src/start.ts': START } },
    {
      name: 'another path, in an app without the plugin',
      files: withSignIn({ 'src/login.ts': route('/login', 'handleSignInRoute()') }),
      options: { signInPath: undefined },
    },
    {
      name: 'several paths',
      files: {
        ...SOUND_APP,
        'src/login.ts': route('/login', 'handleSignInRoute({ screenHint: "sign-up" })'),
      },
    },
    {
      name: 'a splat route',
      files: withSignIn({ 'src/auth.ts': route('/api/auth/$', 'handleSignInRoute()') }),
    },
    {
      name: 'a route of one’s own at the plugin’s path',
      files: withSignIn({
        'src/sign-up.ts': route('/sign-up', 'handleSignInRoute()'),
        [SIGN_IN]:
          "import { createFileRoute } from '@tanstack/react-router'\nexport const Route = createFileRoute('/api/auth/sign-in')({ server: { handlers: { GET: () => signIn() } } })",
      }),
    },
    {
      name: 'a route of one’s own',
      files: withSignIn({
        'src/login.ts':
          "import { createFileRoute } from '@tanstack/react-router'\nimport { getSignInUrl } from 'virtual:authkit'\nexport const Route = createFileRoute('/login')({ server: { handlers: { GET: async () => Response.redirect(await getSignInUrl()) } } })",
      }),
    },
    {
      name: 'a route of one’s own whose code is elsewhere',
      files: withSignIn({
        'src/login.ts':
          "import { createFileRoute } from '@tanstack/react-router'\nimport { begin } from '~/lib/begin'\nexport const Route = createFileRoute('/login')({ server: { handlers: { GET: begin } } })",
        'src/lib/begin.ts':
          "import { signInLink } from './link'\nexport const begin = async () => Response.redirect(await signInLink())",
        'src/lib/link.ts': MINT,
      }),
    },
    {
      name: 'middleware that may do it',
      files: withSignIn({
        'src/start.ts': `import { guard } from './guard'\n${START.replace('authkitMiddleware()]', 'authkitMiddleware(), guard]')}`,
        'src/guard.ts': `import { createMiddleware } from '@tanstack/react-start'\nimport { signInLink } from '~/lib/link'\nexport const guard = createMiddleware().server(async () => Response.redirect(await signInLink()))`,
        'src/lib/link.ts': MINT,
      }),
    },
    {
      name: 'the toolkit’s method in a handler',
      files: withSignIn({
        'src/login.ts':
          "import { createFileRoute } from '@tanstack/react-router'\nimport { getAuthkit } from 'virtual:authkit'\nexport const Route = createFileRoute('/login')({ server: { handlers: { GET: async () => { const { url } = await (await getAuthkit()).createSignIn(); return Response.redirect(url) } } } })",
      }),
    },
    {
      name: 'a loader that redirects to it',
      files: withSignIn({
        'src/login.tsx': `import { createFileRoute, redirect } from '@tanstack/react-router'
          import { getSignInUrl } from 'virtual:authkit'
          export const Route = createFileRoute('/login')({
            loader: async () => { throw redirect({ href: await getSignInUrl() }) },
          })`,
      }),
    },
    {
      name: 'a handler that is not called',
      files: withSignIn({ [SIGN_IN]: route('/elsewhere', 'handleSignInRoute') }),
    },
    {
      name: 'a handler in a wrapper',
      files: withSignIn({
        [SIGN_IN]: route('/api/auth/sign-in', 'handleSignInRoute()').replace(
          'GET: handleSignInRoute()',
          'GET: traced(handleSignInRoute())',
        ),
      }),
    },
    {
      name: 'a handler of a module outside the source',
      files: withSignIn({ [SIGN_IN]: route('/api/auth/sign-in', 'signIn', '../../../../shared/auth') }),
      outside: {
        'shared/auth.ts':
          "import { handleSignInRoute } from 'virtual:authkit'\nexport const signIn = handleSignInRoute()",
      },
    },
    {
      name: 'a handler of a package, in an app without the plugin',
      files: withSignIn({ 'src/login.ts': route('/login', 'signIn()', '@acme/auth') }),
      options: { signInPath: undefined },
    },
    { name: 'a mention elsewhere', files: withSignIn({ 'src/a.ts': '// see handleSignInRoute' }) },
  ])('$name', async ({ files, ...given }) => {
    expect(outline(await foundBy('AK013', files, given), files)).toStrictEqual([])
  })
})

describe('AK013 says', () => {
  test.each<{ name: string; files: Files; options?: Partial<AppOptions>; message: string; help: string }>([
    {
      name: 'the route to add',
      files: withSignIn({}),
      options: { signInPath: '/login' },
      message:
        'No route begins a sign-in, so those that begin at WorkOS, such as impersonation, cannot work.',
      help: `Add a route for \`/login\`, and make it the sign-in endpoint in the dashboard of WorkOS:
import { createFileRoute } from '@tanstack/react-router'
import { handleSignInRoute } from 'virtual:authkit'

export const Route = createFileRoute('/login')({
  server: { handlers: { GET: handleSignInRoute() } },
})`,
    },
    {
      name: 'the route to add, in an app without the plugin',
      files: {
        'src/cb.ts': route('/cb', 'handleCallbackRoute()', '@workos/authkit-tanstack-react-start'),
      },
      options: { signInPath: undefined, callbackPath: undefined, startEntry: undefined },
      message:
        'No route begins a sign-in, so those that begin at WorkOS, such as impersonation, cannot work.',
      help: expect.stringContaining(
        'GET: async () => new Response(null, { status: 302, headers: { location: await getSignInUrl() } })',
      ),
    },
    {
      name: 'what to tell the plugin',
      files: withSignIn({ 'src/login.ts': route('/login', 'handleSignInRoute()') }),
      message: 'The sign-in route answers `/login`, and the plugin sends browsers to `/api/auth/sign-in`.',
      help: "Tell the plugin:\nauthkit({ signInPath: '/login' })",
    },
  ])('$name', async ({ files, options = {}, message, help }) => {
    expect(await foundBy('AK013', files, { options })).toMatchObject([{ message, help }])
  })
})

test('AK013 looks like this', async () => {
  const text = await shownBy('AK013', withSignIn({}))
  await expect(text).toMatchFileSnapshot('frames/sign-in-route.txt')
})
