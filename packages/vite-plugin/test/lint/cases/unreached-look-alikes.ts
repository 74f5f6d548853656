import type { Files } from '../app-fixture.ts'
import { AUTHKIT, LINK, ROUTE, route } from './app-case.ts'

/** A route that calls what it imports. */
const calls = (imports: string, call: string): string => route(`loader: () => ${call}`, imports)

/** A class and an object with a method that calls another one of their own. */
const BASE = `${AUTHKIT}export class Base {
      async url() { return getSignInUrl() }
      async links() { return { url: await this.url() } }
  }
  export const base = { async url() { return getSignInUrl() }, async links() { return { url: await this.url() } } }`

/** Look-alikes across modules, and what is not called. */
export const UNREACHED_LOOK_ALIKES: Record<string, Files> = {
  // homonyms
  'a function of one’s own by the same name': {
    'src/auth.ts': "export const getSignInUrl = () => '/api/auth/sign-in'",
    [ROUTE]: calls("import { getSignInUrl } from '../auth'", 'getSignInUrl()'),
  },
  'a function of one’s own that a module with AuthKit passes on': {
    'src/links.ts': "export const getSignInUrl = () => '/api/auth/sign-in'",
    'src/auth.ts': "export { getAuth } from 'virtual:authkit'\nexport { getSignInUrl } from './links'",
    [ROUTE]: calls("import { getSignInUrl } from '../auth'", 'getSignInUrl()'),
  },
  'an own export that hides the one of export *': {
    'src/auth.ts': "export * from 'virtual:authkit'\nexport const getSignInUrl = () => '/api/auth/sign-in'",
    [ROUTE]: calls("import { getSignInUrl } from '../auth'", 'getSignInUrl()'),
  },
  'another SDK passed on': {
    'src/auth.ts': "export { getSignInUrl } from '@workos-inc/authkit-nextjs'",
    [ROUTE]: calls("import { getSignInUrl } from '../auth'", 'getSignInUrl()'),
  },
  'the client side of AuthKit passed on': {
    'src/auth.ts': "export * from 'virtual:authkit/client'",
    [ROUTE]: calls("import { getSignInUrl } from '../auth'", 'getSignInUrl()'),
  },
  'two modules with an export of the same name': {
    'src/links.ts': LINK,
    'src/other.ts': "export const signInLink = () => ({ href: '/api/auth/sign-in' })",
    [ROUTE]: calls("import { signInLink } from '../other'", 'signInLink()'),
  },
  'two namespaces with a member of the same name': {
    'src/links.ts': LINK,
    'src/other.ts': "export const signInLink = () => ({ href: '/api/auth/sign-in' })",
    [ROUTE]: calls(
      "import * as links from '../links'\nimport * as other from '../other'",
      'other.signInLink()',
    ),
  },
  'two default exports': {
    'src/links.ts': `${AUTHKIT}export default () => getSignInUrl()`,
    'src/other/links.ts': "export default () => '/api/auth/sign-in'",
    [ROUTE]: calls("import link from '../other/links'", 'link()'),
  },
  'a default export does not come with export *': {
    'src/links.ts': `${AUTHKIT}export default () => getSignInUrl()`,
    'src/lib.ts': "export * from './links'",
    [ROUTE]: calls(`${AUTHKIT}import link from '../lib'`, 'link()'),
  },
  'another member of the same object': {
    'src/api.ts': `${AUTHKIT}export const api = { url: () => getSignInUrl(), path: () => '/sign-in' }`,
    [ROUTE]: calls("import { api } from '../api'", 'api.path()'),
  },
  'a member that hides the one spread in': {
    'src/api.ts': `${AUTHKIT}const base = { url: () => getSignInUrl() }\nexport const api = { ...base, url: () => '/sign-in' }`,
    [ROUTE]: calls("import { api } from '../api'", 'api.url()'),
  },
  'an instance method called on the class': {
    'src/api.ts': `${AUTHKIT}export class Api { url() { return getSignInUrl() } }`,
    [ROUTE]: calls("import { Api } from '../api'", 'Api.url()'),
  },
  'a method that hides the inherited one': {
    'src/base.ts': `${AUTHKIT}export class Base { url() { return getSignInUrl() } }`,
    'src/api.ts': "import { Base } from './base'\nexport class Api extends Base { url() { return '/' } }",
    [ROUTE]: calls("import { Api } from '../api'", 'new Api().url()'),
  },
  'classes that extend each other': {
    'src/api.ts': `${AUTHKIT}export class A extends B {}\nexport class B extends A {}\nexport const a = new A()`,
    [ROUTE]: calls("import { a, A } from '../api'", 'a.url(A.url())'),
  },
  'a class that extends something unknown': {
    'src/api.ts': "import { Base } from 'some-package'\nexport class Api extends Base {}",
    'src/base.ts': `${AUTHKIT}export class Base { url() { return getSignInUrl() } }`,
    [ROUTE]: calls("import { Api } from '../api'", 'new Api().url()'),
  },
  'a method of something unknown that is made': {
    [ROUTE]: calls(`${AUTHKIT}import { Service } from 'some-package'`, 'new Service(getSignInUrl).url()'),
  },
  'an event of an object': {
    [ROUTE]: route('onEnter: ({ context }) => context.auth.onSessionExpired(() => getSignInUrl())', AUTHKIT),
  },
  'a getter': {
    'src/api.ts': `${AUTHKIT}export const api = { get url() { return () => getSignInUrl() } }`,
    [ROUTE]: calls("import { api } from '../api'", 'api.url()'),
  },
  'an object that hands itself out': {
    'src/api.ts': `${AUTHKIT}export const api = { self: () => api, all: [() => api], url: () => '/' }`,
    [ROUTE]: calls("import { api } from '../api'", 'api.self().self().url()'),
  },
  'a member nobody can name': {
    'src/api.ts': `${AUTHKIT}export const api = { [key]: () => getSignInUrl() }`,
    [ROUTE]: calls("import { api } from '../api'", 'api.url()'),
  },
  'a member by an expression': {
    'src/link.ts': LINK,
    [ROUTE]: calls("import * as links from '../link'", 'links[name]()'),
  },
  'another export of the module that has the link': {
    'src/link.ts': `${LINK}export const signOutLink = () => '/api/auth/sign-out'`,
    [ROUTE]: calls("import { signOutLink, signInLink } from '../link'", 'signOutLink()'),
  },

  // scoping
  'an import hidden by a parameter': {
    'src/link.ts': LINK,
    [ROUTE]: route('loader: ({ signInLink }) => signInLink()', "import { signInLink } from '../link'"),
  },
  'a name that is written over where it is exported': {
    'src/link.ts': `${AUTHKIT}export let link = () => getSignInUrl()\nlink = () => '/'`,
    [ROUTE]: calls("import { link } from '../link'", 'link()'),
  },
  'a type import': {
    'src/link.ts': LINK,
    [ROUTE]: route(
      'loader: (): ReturnType<typeof signInLink> => load()',
      "import type { signInLink } from '../link'",
    ),
  },
  'an import of a type among others': {
    'src/link.ts': LINK,
    [ROUTE]: route('loader: () => signInLink()', "import { type signInLink } from '../link'"),
  },
  'a type passed on': {
    'src/link.ts': LINK,
    'src/lib.ts': "export type { signInLink } from './link'",
    [ROUTE]: calls("import { signInLink } from '../lib'", 'signInLink()'),
  },
  'all types passed on': {
    'src/link.ts': LINK,
    'src/lib.ts': "export type * from './link'",
    [ROUTE]: calls("import { signInLink } from '../lib'", 'signInLink()'),
  },

  // not called
  'an import that is never called': {
    'src/link.ts': LINK,
    [ROUTE]: route('loader: () => null', "import { signInLink } from '../link'\nexport { signInLink }"),
  },
  'an import for its effects': {
    'src/link.ts': `${LINK}void signInLink()`,
    [ROUTE]: route('loader: () => null', "import '../link'"),
  },
  'a function that is handed out': {
    'src/link.ts': LINK,
    [ROUTE]: route('beforeLoad: () => ({ signInLink })', "import { signInLink } from '../link'"),
  },
  'a function that is handed on, to one that does not call it': {
    'src/registry.ts': 'export const register = (fn) => { registry.push(fn) }',
    [ROUTE]: route(
      'loader: () => register(getSignInUrl)',
      `${AUTHKIT}import { register } from '../registry'`,
    ),
  },
  'a function that is handed on, to one that calls something else': {
    'src/retry.ts': 'export const retry = (first, second) => second()',
    [ROUTE]: route(
      'loader: () => retry(getSignInUrl, () => 1)',
      `${AUTHKIT}import { retry } from '../retry'`,
    ),
  },
  'a function that is handed on, to one that may call it later': {
    'src/later.ts': 'export const later = (fn) => ({ run: () => fn() })',
    [ROUTE]: route('loader: () => later(getSignInUrl)', `${AUTHKIT}import { later } from '../later'`),
  },
  'a function that is handed to a package': {
    [ROUTE]: route(
      'loader: () => register(getSignInUrl)',
      `${AUTHKIT}import { register } from 'some-package'`,
    ),
  },
  'a factory whose product is not called': {
    'src/api.ts': `${AUTHKIT}export function createApi() { return { url: () => getSignInUrl() } }`,
    [ROUTE]: calls("import { createApi } from '../api'", 'createApi()'),
  },
  'a class that is only made': {
    'src/api.ts': `${AUTHKIT}export class Api { url() { return getSignInUrl() } }`,
    [ROUTE]: calls("import { Api } from '../api'", 'new Api()'),
  },
  'something that is made with a function': {
    [ROUTE]: route('loader: () => new Machine(() => getSignInUrl())', AUTHKIT),
  },
  'a listener that is registered by a function': {
    'src/bus.ts': 'export const subscribe = (fn) => { bus.add(fn) }',
    [ROUTE]: route(
      'onEnter: () => subscribe(() => getSignInUrl())',
      `${AUTHKIT}import { subscribe } from '../bus'`,
    ),
  },

  // methods that find another one at `this`
  'a method that a class of the same module overrides': {
    'src/api.ts': `${BASE}
      export class Api extends Base { override async url() { return '/sign-in' } }`,
    [ROUTE]: calls("import { Api } from '../api'\nconst api = new Api()", 'api.links()'),
  },
  'a method that a class of another module overrides': {
    'src/base.ts': BASE,
    'src/api.ts':
      "import { Base } from './base'\nclass Api extends Base { url = async () => '/sign-in' }\nexport const api = new Api()",
    [ROUTE]: calls("import { api } from '../api'", 'api.links()'),
  },
  'a method that the class in the route overrides': {
    'src/base.ts': BASE,
    [ROUTE]: calls(
      "import { Base } from '../base'\nclass Api extends Base { async url() { return '/sign-in' } }",
      'new Api().links()',
    ),
  },
  'a method that a class overrides, two classes further': {
    'src/api.ts': `${BASE}
      class Middle extends Base { both() { return this.links() } }
      export class Api extends Middle { async url() { return '/sign-in' } }`,
    [ROUTE]: calls("import { Api } from '../api'\nconst api = new Api()", 'api.both()'),
  },
  'a method that an object of the same module overrides': {
    'src/api.ts': `${BASE}\nexport const api = { ...base, async url() { return '/sign-in' } }`,
    [ROUTE]: calls("import { api } from '../api'", 'api.links()'),
  },
  'a method that an object in the route overrides': {
    'src/base.ts': BASE,
    [ROUTE]: calls(
      "import { base } from '../base'\nconst api = { ...base, async url() { return '/sign-in' } }",
      'api.links()',
    ),
  },
  'a method that another object spread in may override': {
    'src/api.ts': `${BASE}\nimport { others } from './others'\nexport const api = { ...base, ...others }`,
    'src/others.ts': "export const others = { url: async () => '/sign-in' }",
    [ROUTE]: calls("import { api } from '../api'", 'api.links()'),
  },
}
