import { describe, expect, test } from 'vitest'

import type { AppOptions } from '../../../src/lint/app/app-options.ts'
import { outline, type Files } from '../app-fixture.ts'
import { foundBy, route, SOUND_APP, shownBy, type Given } from '../app/sound-app.ts'

const CALLBACK = 'src/routes/api/auth/callback.ts'
const VENDOR = '@workos/authkit-tanstack-react-start'

/** The sound app with another callback route, or none. */
function withCallback(files: Files): Files {
  const { [CALLBACK]: _, ...others } = SOUND_APP
  return { ...others, ...files }
}

describe('AK012 callback-route finds', () => {
  test.each<{ name: string; files: Files; at: string; options?: Partial<AppOptions> }>([
    {
      name: 'a handler that is not called',
      files: withCallback({ [CALLBACK]: route('/api/auth/callback', 'handleCallbackRoute') }),
      at: `${CALLBACK}: handleCallbackRoute`,
    },
    {
      name: 'no callback route',
      files: withCallback({}),
      at: 'src/routes/api/auth/sign-in.ts: handleSignInRoute',
    },
    {
      name: 'no callback route, in an app without the plugin',
      files: {
        'src/a.ts': `import { getSignInUrl } from '${VENDOR}'\nexport const link = () => getSignInUrl()`,
      },
      options: { callbackPath: undefined, signInPath: undefined, startEntry: undefined },
      at: 'src/a.ts: getSignInUrl',
    },
    {
      name: 'no callback route, though the environment names this machine',
      files: withCallback({}),
      options: { redirectUri: 'http://localhost:3000/api/auth/callback' },
      at: 'src/routes/api/auth/sign-in.ts: handleSignInRoute',
    },
    {
      name: 'no callback route, beside others',
      files: withCallback({
        'src/routes/api/health.ts': `import { createFileRoute } from '@tanstack/react-router'
          import { probe } from '@acme/health'
          export const Route = createFileRoute('/api/health')({ server: { handlers: { GET: () => probe() } } })`,
      }),
      at: 'src/routes/api/auth/sign-in.ts: handleSignInRoute',
    },
    {
      name: 'another path than the plugin’s',
      files: withCallback({ 'src/routes/callback.ts': route('/callback', 'handleCallbackRoute()') }),
      at: "src/routes/callback.ts: '/callback'",
    },
    {
      name: 'another path than the environment’s',
      files: SOUND_APP,
      options: { redirectUri: 'https://app.example/auth/callback' },
      at: `${CALLBACK}: '/api/auth/callback'`,
    },
    {
      name: 'another path than the environment’s, in an app without the plugin',
      files: { [CALLBACK]: route('/api/auth/callback', 'handleCallbackRoute()', VENDOR) },
      options: {
        redirectUri: 'http://localhost:3000/callback',
        callbackPath: undefined,
        signInPath: undefined,
      },
      at: `${CALLBACK}: '/api/auth/callback'`,
    },
    {
      name: 'a handler of another module, at another path',
      files: withCallback({
        'src/routes/cb.ts': `import { createFileRoute } from '@tanstack/react-router'
          import { callback } from '~/lib/callback'
          export const Route = createFileRoute('/cb')({ server: { handlers: { GET: callback } } })`,
        'src/lib/callback.ts':
          "import { handleCallbackRoute } from 'virtual:authkit'\nexport const callback = handleCallbackRoute({ returnPathname: '/' })",
      }),
      at: "src/routes/cb.ts: '/cb'",
    },
    {
      name: 'another path below a base path',
      files: SOUND_APP,
      options: { redirectUri: 'https://app.example/base/auth/callback', basePath: '/base' },
      at: `${CALLBACK}: '/api/auth/callback'`,
    },
    {
      name: 'a parameter that is too short',
      files: withCallback({ 'src/routes/$a.ts': route('/$a', 'handleCallbackRoute()') }),
      at: "src/routes/$a.ts: '/$a'",
    },
  ])('$name', async ({ files, options, at }) => {
    expect(outline(await foundBy('AK012', files, { options }), files)).toStrictEqual([`AK012 ${at}`])
  })
})

const handlers = (given: string, before = ''): Files =>
  withCallback({
    [CALLBACK]: `import { createFileRoute } from '@tanstack/react-router'
      import { handleCallbackRoute } from 'virtual:authkit'
      ${before}
      export const Route = createFileRoute('/api/auth/callback')({ server: { handlers: ${given} } })`,
  })

describe('AK012 callback-route is silent about', () => {
  test.each<Given & { name: string; files: Files }>([
    { name: 'an app in order', files: SOUND_APP },
    {
      name: 'the handler of an early version of WorkOS’ package',
      files: withCallback({ [CALLBACK]: route('/api/auth/callback', 'handleCallbackRoute', VENDOR) }),
    },
    { name: 'an app that has been seen in part', files: withCallback({}), options: { complete: false } },
    {
      name: 'an app that begins no sign-in',
      files: { 'src/a.ts': "import { getAuth } from 'virtual:authkit'\nexport const a = () => getAuth()" },
      options: { startEntry: undefined },
    },
    {
      name: 'the environment’s path',
      files: withCallback({ 'src/cb.ts': route('/auth/cb', 'handleCallbackRoute()') }),
      options: { redirectUri: 'https://app.example/auth/cb' },
    },
    {
      name: 'another server that receives the answer',
      files: withCallback({}),
      options: { redirectUri: 'https://auth.example/callback' },
    },
    ...['not a URL', 'http://localhost:${PORT}/cb', null].flatMap((redirectUri) => [
      {
        name: `the redirect URI ${redirectUri}, and another path than the plugin’s`,
        files: withCallback({ 'src/cb.ts': route('/cb', 'handleCallbackRoute()') }),
        options: { redirectUri },
      },
      {
        name: `the redirect URI ${redirectUri}, and no callback route`,
        files: withCallback({}),
        options: { redirectUri },
      },
    ]),
    {
      name: 'a redirect URI in the code',
      files: {
        ...withCallback({ 'src/routes/callback.ts': route('/callback', 'handleCallbackRoute()') }),
        'src/a.ts':
          "import { getSignInUrl } from 'virtual:authkit'\nexport const link = (redirectUri) => getSignInUrl({ data: { redirectUri } })",
      },
    },
    {
      name: 'an app without the plugin whose environment is not known',
      files: { 'src/cb.ts': route('/cb', 'handleCallbackRoute()', VENDOR) },
      options: { callbackPath: undefined },
    },
    {
      name: 'a base path',
      files: SOUND_APP,
      options: { redirectUri: 'https://app.example/base/api/auth/callback', basePath: '/base' },
    },
    {
      name: 'a base path that is not known',
      files: SOUND_APP,
      options: { redirectUri: 'https://app.example/base/api/auth/callback', basePath: undefined },
    },
    {
      name: 'a splat route',
      files: withCallback({ 'src/routes/api/auth/$.ts': route('/api/auth/$', 'handleCallbackRoute()') }),
    },
    {
      name: 'a parameter',
      files: withCallback({ 'src/routes/api.$.ts': route('/api/$what/callback', 'handleCallbackRoute()') }),
    },
    {
      name: 'pathless segments and groups',
      files: withCallback({
        'src/routes/_a.ts': route('/_app/(auth)/api_/auth/callback', 'handleCallbackRoute()'),
      }),
    },
    {
      name: 'a route made in code',
      files: withCallback({
        'src/r.ts':
          "import { createRoute } from '@tanstack/react-router'\nimport { handleCallbackRoute } from 'virtual:authkit'\nexport const r = createRoute({ path: 'cb', getParentRoute: () => api, server: { handlers: { GET: handleCallbackRoute() } } })",
      }),
    },
    {
      name: 'a path that is a variable',
      files: withCallback({
        'src/r.ts':
          "import { createFileRoute } from '@tanstack/react-router'\nimport { handleCallbackRoute } from 'virtual:authkit'\nexport const Route = createFileRoute(path)({ server: { handlers: { GET: handleCallbackRoute() } } })",
      }),
    },
    {
      name: 'a handler with middleware',
      files: handlers('{ GET: { middleware: [log], handler: handleCallbackRoute() } }'),
    },
    {
      name: 'handlers that a function gives',
      files: handlers('({ createHandlers }) => createHandlers({ GET: handleCallbackRoute() })'),
    },
    { name: 'a handler for all methods', files: handlers('{ ANY: handleCallbackRoute() }') },
    {
      name: 'a handler by name',
      files: handlers('{ GET }', 'const GET = handleCallbackRoute({ errorRedirectUrl: "/" })'),
    },
    {
      name: 'a handler around it',
      files: handlers('{ GET: async (context) => handleCallbackRoute()(context) }'),
    },
    { name: 'a handler in a wrapper', files: handlers('{ GET: traced(handleCallbackRoute()) }') },
    {
      name: 'one of two handlers',
      files: handlers('{ GET: process.env.A ? handleCallbackRoute() : other }'),
    },
    {
      name: 'the toolkit’s own method',
      files: withCallback({
        [CALLBACK]:
          "import { createFileRoute } from '@tanstack/react-router'\nimport { getAuthkit } from 'virtual:authkit'\nexport const Route = createFileRoute('/api/auth/callback')({ server: { handlers: { GET: async ({ request }) => (await getAuthkit()).handleCallback(request) } } })",
      }),
    },
    {
      name: 'a server entry that does it',
      files: withCallback({
        'src/server.ts':
          "import { handleCallbackRoute } from 'virtual:authkit'\nexport default { fetch: handleCallbackRoute() }",
      }),
    },
    {
      name: 'a barrel',
      files: withCallback({
        'src/lib/index.ts': "export { handleCallbackRoute } from 'virtual:authkit'",
        'src/cb.ts': route('/api/auth/callback', 'handleCallbackRoute()', '~/lib'),
      }),
    },
    {
      name: 'a file that mentions it elsewhere',
      files: {
        ...withCallback({ 'src/cb.ts': route('/cb', 'handleCallbackRoute()') }),
        'src/other.ts': "export const docs = 'use handleCallbackRoute()'",
      },
    },
    {
      name: 'a handler of a module outside the source',
      files: withCallback({
        [CALLBACK]: route('/api/auth/callback', 'callback', '../../../../shared/auth'),
      }),
      outside: {
        'shared/auth.ts':
          "import { handleCallbackRoute } from 'virtual:authkit'\nexport const callback = handleCallbackRoute()",
      },
    },
    {
      name: 'a handler that calls a module outside the source',
      files: withCallback({
        [CALLBACK]: `import { createFileRoute } from '@tanstack/react-router'
          import { onCallback } from '../../../../shared/auth'
          export const Route = createFileRoute('/api/auth/callback')({
            server: { handlers: { GET: (context) => onCallback(context) } },
          })`,
      }),
      outside: {
        'shared/auth.ts':
          "import { handleCallbackRoute } from 'virtual:authkit'\nexport const onCallback = (context) => handleCallbackRoute()(context)",
      },
    },
    {
      name: 'a handler outside the source, beside one at another path',
      files: withCallback({
        'src/cb.ts': route('/cb', 'handleCallbackRoute()'),
        [CALLBACK]: route('/api/auth/callback', 'callback()', '../../../../shared/auth'),
      }),
      outside: { 'shared/auth.ts': "export { handleCallbackRoute as callback } from 'virtual:authkit'" },
    },
    {
      name: 'a handler of a package',
      files: withCallback({ [CALLBACK]: route('/api/auth/callback', 'onCallback()', '@acme/auth') }),
    },
    {
      name: 'the SDK of WorkOS',
      files: withCallback({
        [CALLBACK]: `import { createFileRoute } from '@tanstack/react-router'
          import { WorkOS } from '@workos-inc/node'
          const sdk = new WorkOS()
          export const Route = createFileRoute('/api/auth/callback')({
            server: { handlers: { GET: async ({ request }) => exchange(sdk, request) } },
          })`,
      }),
    },
    {
      name: 'an old kind of server route',
      files: withCallback({
        'src/cb.ts':
          "import { createServerFileRoute } from '@tanstack/react-start/server'\nimport { handleCallbackRoute } from 'virtual:authkit'\nexport const ServerRoute = createServerFileRoute('/api/auth/callback').methods({ GET: handleCallbackRoute() })",
      }),
    },
    {
      name: 'a function of the same name',
      files: {
        'src/a.ts': "import { getSignInUrl } from './links'\nexport const a = getSignInUrl()",
        'src/links.ts': "export const getSignInUrl = () => 'authkit'",
      },
      options: { startEntry: undefined },
    },
    {
      name: 'sign-ins that only a test begins',
      files: {
        'src/a.test.ts':
          "import { test } from 'vitest'\nimport { getSignInUrl } from 'virtual:authkit'\ntest('', () => getSignInUrl())",
      },
      options: { startEntry: undefined },
    },
  ])('$name', async ({ files, ...given }) => {
    expect(outline(await foundBy('AK012', files, given), files)).toStrictEqual([])
  })
})

describe('AK012 says', () => {
  const elsewhere = withCallback({ 'src/cb.ts': route('/auth/cb', 'handleCallbackRoute()') })
  test.each<{ name: string; files: Files; options?: Partial<AppOptions>; message: string; help: string }>([
    {
      name: 'what to tell the plugin',
      files: elsewhere,
      message: 'The callback route answers `/auth/cb`, and WorkOS sends the browser to `/api/auth/callback`.',
      help: "Tell the plugin, and let WORKOS_REDIRECT_URI end in it:\nauthkit({ callbackPath: '/auth/cb' })",
    },
    {
      name: 'what to change in the environment',
      files: elsewhere,
      options: { redirectUri: 'http://localhost:3000/cb' },
      message: 'The callback route answers `/auth/cb`, and WorkOS sends the browser to `/cb`.',
      help: 'Let WORKOS_REDIRECT_URI end in `/auth/cb`, here and in the dashboard of WorkOS, or make this the route of `/cb`.',
    },
    {
      name: 'the route to add, of the package that the app uses',
      files: {
        'src/a.ts': `import { getSignUpUrl } from '${VENDOR}'\nexport const link = () => getSignUpUrl()`,
      },
      options: { callbackPath: '/cb', startEntry: undefined },
      message: '`getSignUpUrl` begins a sign-in, and no route of the app receives its answer.',
      help: `Add a route for \`/cb\`:
import { createFileRoute } from '@tanstack/react-router'
import { handleCallbackRoute } from '${VENDOR}'

export const Route = createFileRoute('/cb')({
  server: { handlers: { GET: handleCallbackRoute() } },
})`,
    },
    {
      name: 'that the route of the path does something else',
      files: withCallback({
        [CALLBACK]: `import { createFileRoute } from '@tanstack/react-router'
          export const Route = createFileRoute('/api/auth/callback')({
            server: { handlers: { GET: () => new Response('Hello') } },
          })`,
      }),
      message:
        '`handleSignInRoute` begins a sign-in, and the route of `/api/auth/callback`, where its answer comes, does not complete it.',
      help: expect.stringMatching(/^Make it:\n/u),
    },
    {
      name: 'that the function is to be called',
      files: withCallback({ [CALLBACK]: route('/api/auth/callback', 'handleCallbackRoute') }),
      message: '`handleCallbackRoute` makes the handler when it is called; here it is handed over itself.',
      help: 'Call it:\nGET: handleCallbackRoute()',
    },
  ])('$name', async ({ files, options = {}, message, help }) => {
    expect(await foundBy('AK012', files, { options })).toMatchObject([{ message, help }])
  })
})

test('AK012 looks like this', async () => {
  const text = await shownBy(
    'AK012',
    withCallback({ 'src/routes/auth/callback.ts': route('/auth/callback', 'handleCallbackRoute()') }),
  )
  await expect(text).toMatchFileSnapshot('frames/callback-route.txt')
})
