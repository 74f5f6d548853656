import { AUTHKIT, LINK, ROUTE, route, type AppCase } from './app-case.ts'

const found = (text: string, code = 'AK001'): readonly string[] => [`${code} ${ROUTE}: ${text}`]

/** Ways to import what leads to a source. */
export const REACHED_THROUGH_IMPORTS: Record<string, AppCase> = {
  // ways to import
  'a named import': {
    files: {
      'src/link.ts': LINK,
      [ROUTE]: route('loader: () => signInLink()', "import { signInLink } from '../link'"),
    },
    found: found('signInLink()'),
  },
  'a renamed import': {
    files: {
      'src/link.ts': LINK,
      [ROUTE]: route('loader: () => go()', "import { signInLink as go } from '../link'"),
    },
    found: found('go()'),
  },
  'a namespace': {
    files: {
      'src/link.ts': LINK,
      [ROUTE]: route('loader: () => links.signInLink()', "import * as links from '../link'"),
    },
    found: found('links.signInLink()'),
  },
  'a member of a namespace, taken out': {
    files: {
      'src/link.ts': LINK,
      [ROUTE]: route(
        'loader: () => go()',
        "import * as links from '../link'\nconst { signInLink: go } = links",
      ),
    },
    found: found('go()'),
  },
  'a default export': {
    files: {
      'src/link.ts': `${AUTHKIT}export default async function () { return getSignInUrl() }`,
      [ROUTE]: route('loader: () => link()', "import link from '../link'"),
    },
    found: found('link()'),
  },
  'a default export by its name default': {
    files: {
      'src/link.ts': `${AUTHKIT}export default () => getSignInUrl()`,
      [ROUTE]: route('loader: () => link()', "import { default as link } from '../link'"),
    },
    found: found('link()'),
  },
  'a default export of an index, by its folder': {
    files: {
      'src/link/index.ts': `${AUTHKIT}export default () => getSignInUrl()`,
      [ROUTE]: route('loader: () => link()', "import link from '../link'"),
    },
    found: found('link()'),
  },
  'a default export by an alias': {
    files: {
      'src/link.ts': `${AUTHKIT}export default () => getSignInUrl()`,
      [ROUTE]: route('loader: () => go()', "import go from '~/link'"),
    },
    found: found('go()'),
  },
  'a string-named export': {
    files: {
      'src/link.ts': `${LINK}export { signInLink as 'sign-in' }`,
      [ROUTE]: route('loader: () => go()', "import { 'sign-in' as go } from '../link'"),
    },
    found: found('go()'),
  },
  'a dynamic import, awaited': {
    files: {
      'src/link.ts': LINK,
      [ROUTE]: route("loader: async () => (await import('../link')).signInLink()"),
    },
    found: found("(await import('../link')).signInLink()"),
  },
  'a dynamic import, destructured': {
    files: {
      'src/link.ts': LINK,
      [ROUTE]: route(
        "loader: async () => { const { signInLink } = await import('../link'); return signInLink() }",
      ),
    },
    found: found('signInLink()'),
  },
  'a dynamic import, in then': {
    files: {
      'src/link.ts': LINK,
      [ROUTE]: route("loader: () => import('../link').then((link) => link.signInLink())"),
    },
    found: found('link.signInLink()'),
  },
  'a dynamic import of a default export': {
    files: {
      'src/link.ts': `${AUTHKIT}export default () => getSignInUrl()`,
      [ROUTE]: route(
        "loader: async () => { const { default: link } = await import('../link'); return link() }",
      ),
    },
    found: found('link()'),
  },
  'two dynamic imports at once': {
    files: {
      'src/link.ts': LINK,
      'src/other.ts': 'export const other = 1',
      [ROUTE]: route(
        "loader: async () => { const [{ other }, { signInLink }] = await Promise.all([import('../other'), import('../link')]); return [other, signInLink()] }",
      ),
    },
    found: found('signInLink()'),
  },
  'an alias of tsconfig paths': {
    files: {
      'src/link.ts': LINK,
      [ROUTE]: route('loader: () => signInLink()', "import { signInLink } from '~/link'"),
    },
    found: found('signInLink()'),
  },

  // re-exports
  'a barrel': {
    files: {
      'src/lib/link.ts': LINK,
      'src/lib/index.ts': "export { signInLink } from './link'",
      [ROUTE]: route('loader: () => signInLink()', "import { signInLink } from '../lib'"),
    },
    found: found('signInLink()'),
  },
  'a barrel with export *': {
    files: {
      'src/lib/link.ts': LINK,
      'src/lib/index.ts': "export * from './link'",
      [ROUTE]: route('loader: () => signInLink()', "import { signInLink } from '../lib'"),
    },
    found: found('signInLink()'),
  },
  'barrels of barrels': {
    files: {
      'src/lib/auth/link.ts': LINK,
      'src/lib/auth/index.ts': "export * from './link'",
      'src/lib/index.ts': "export * from './other'\nexport * from './auth'",
      'src/lib/other.ts': 'export const other = 1',
      [ROUTE]: route('loader: () => signInLink()', "import { signInLink } from '~/lib'"),
    },
    found: found('signInLink()'),
  },
  'barrels that import each other': {
    files: {
      'src/a/index.ts': "export * from '../b'\nexport * from '../link'",
      'src/b/index.ts': "export * from '../a'",
      'src/link.ts': LINK,
      [ROUTE]: route('loader: () => signInLink()', "import { signInLink } from '../b'"),
    },
    found: found('signInLink()'),
  },
  'a re-export under another name': {
    files: {
      'src/lib/link.ts': LINK,
      'src/lib/index.ts': "export { signInLink as go } from './link'",
      [ROUTE]: route('loader: () => go()', "import { go } from '../lib'"),
    },
    found: found('go()'),
  },
  'a re-export as default': {
    files: {
      'src/lib/link.ts': LINK,
      'src/lib/index.ts': "export { signInLink as default } from './link'",
      [ROUTE]: route('loader: () => go()', "import go from '../lib'"),
    },
    found: found('go()'),
  },
  'a default passed on as default': {
    files: {
      'src/lib/link.ts': `${AUTHKIT}export default () => getSignInUrl()`,
      'src/lib/index.ts': "export { default } from './link'",
      [ROUTE]: route('loader: () => go()', "import go from '../lib'"),
    },
    found: found('go()'),
  },
  'a default passed on under a name': {
    files: {
      'src/lib/link.ts': `${AUTHKIT}export default () => getSignInUrl()`,
      'src/lib/index.ts': "export { default as go } from './link'",
      [ROUTE]: route('loader: () => go()', "import { go } from '../lib'"),
    },
    found: found('go()'),
  },
  'an import that is exported in a statement of its own': {
    files: {
      'src/lib/link.ts': LINK,
      'src/lib/index.ts': "import { signInLink } from './link'\nconst go = signInLink\nexport { go }",
      [ROUTE]: route('loader: () => go()', "import { go } from '../lib'"),
    },
    found: found('go()'),
  },
  'a namespace passed on': {
    files: {
      'src/lib/link.ts': LINK,
      'src/lib/index.ts': "export * as links from './link'",
      [ROUTE]: route('loader: () => links.signInLink()', "import { links } from '../lib'"),
    },
    found: found('links.signInLink()'),
  },
  'AuthKit passed on': {
    files: {
      'src/auth.ts': "export { getSignInUrl } from 'virtual:authkit'",
      [ROUTE]: route('loader: () => getSignInUrl()', "import { getSignInUrl } from '../auth'"),
    },
    found: found('getSignInUrl()'),
  },
  'all of AuthKit passed on': {
    files: {
      'src/auth.ts': "export * from '@workos/authkit-tanstack-react-start'",
      [ROUTE]: route('loader: () => getSignInUrl()', "import { getSignInUrl } from '../auth'"),
    },
    found: found('getSignInUrl()'),
  },
  'AuthKit passed on as a namespace': {
    files: {
      'src/auth.ts': "export * as authkit from 'virtual:authkit'",
      [ROUTE]: route('loader: () => authkit.getSignUpUrl()', "import { authkit } from '../auth'"),
    },
    found: found('authkit.getSignUpUrl()'),
  },
  'AuthKit’s function passed on under another name': {
    files: {
      'src/auth.ts': "export { getSignInUrl as startFlow } from 'virtual:authkit'",
      [ROUTE]: route('loader: () => startFlow()', "import { startFlow } from '../auth'"),
    },
    found: found('startFlow()'),
  },
  'the service of the session toolkit, made elsewhere': {
    files: {
      'src/service.ts':
        "import { createAuthService } from 'vite-plugin-authkit-start/session'\nexport const service = createAuthService({})",
      [ROUTE]: route('loader: () => service.createSignIn(null, {})', "import { service } from '../service'"),
    },
    found: found('service.createSignIn(null, {})'),
  },
  'the service of getAuthkit, handed out by a function': {
    files: {
      'src/service.ts':
        "import { getAuthkit } from 'virtual:authkit'\nexport async function kit() { return getAuthkit() }",
      [ROUTE]: route(
        'loader: async () => { const authkit = await kit(); return authkit.createSignIn() }',
        "import { kit } from '../service'",
      ),
    },
    found: found('authkit.createSignIn()'),
  },
}
