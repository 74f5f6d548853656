import { AUTHKIT, LINK, ROUTE, route, START, type AppCase } from './app-case.ts'

const found = (text: string, code = 'AK001'): readonly string[] => [`${code} ${ROUTE}: ${text}`]

/** What a module may export that leads to a source. */
export const REACHED_THROUGH_VALUES: Record<string, AppCase> = {
  // what is exported
  'an object': {
    files: {
      'src/api.ts': `${AUTHKIT}export const api = { links: { signIn: () => getSignInUrl() } }`,
      [ROUTE]: route('loader: () => api.links.signIn()', "import { api } from '../api'"),
    },
    found: found('api.links.signIn()'),
  },
  'an object with others spread into it': {
    files: {
      'src/links.ts': `${AUTHKIT}export const links = { signIn: () => getSignInUrl() }`,
      'src/api.ts': "import { links } from './links'\nexport const api = { ...links, other: () => 1 }",
      [ROUTE]: route('loader: () => api.signIn()', "import { api } from '../api'"),
    },
    found: found('api.signIn()'),
  },
  'a namespace spread into an object': {
    files: {
      'src/link.ts': LINK,
      'src/api.ts': "import * as link from './link'\nexport const api = { ...link }",
      [ROUTE]: route('loader: () => api.signInLink()', "import { api } from '../api'"),
    },
    found: found('api.signInLink()'),
  },
  'an instance of a class': {
    files: {
      'src/api.ts': `${AUTHKIT}class Api { url() { return getSignInUrl() } }\nexport const api = new Api()`,
      [ROUTE]: route('loader: () => api.url()', "import { api } from '../api'"),
    },
    found: found('api.url()'),
  },
  'a class that the route makes an instance of': {
    files: {
      'src/api.ts': `${AUTHKIT}export class Api { url = () => getSignInUrl() }`,
      [ROUTE]: route('loader: () => new Api().url()', "import { Api } from '../api'"),
    },
    found: found('new Api().url()'),
  },
  'a class that extends one of another module': {
    files: {
      'src/base.ts': `${AUTHKIT}export class Base { url() { return getSignInUrl() } }`,
      'src/api.ts': "import { Base } from './base'\nexport class Api extends Base { other() {} }",
      [ROUTE]: route('loader: () => api.url()', "import { Api } from '../api'\nconst api = new Api()"),
    },
    found: found('api.url()'),
  },
  'a static method that is inherited': {
    files: {
      'src/api.ts': `${AUTHKIT}class Base { static url() { return getSignInUrl() } }\nexport class Api extends Base {}`,
      [ROUTE]: route('loader: () => Api.url()', "import { Api } from '../api'"),
    },
    found: found('Api.url()'),
  },
  'a static method': {
    files: {
      'src/api.ts': `${AUTHKIT}export class Api { static url = () => getSignInUrl() }`,
      [ROUTE]: route('loader: () => Api.url()', "import { Api } from '../api'"),
    },
    found: found('Api.url()'),
  },
  'a method of a base class that finds its own at this': {
    files: {
      'src/base.ts': `${AUTHKIT}export class Base { url() { return getSignInUrl() } links() { return this.url() } }`,
      'src/api.ts': "import { Base } from './base'\nexport class Api extends Base { other() {} }",
      [ROUTE]: route('loader: () => api.links()', "import { Api } from '../api'\nconst api = new Api()"),
    },
    found: found('api.links()'),
  },
  'a method of a base class, called in a class that overrides others': {
    files: {
      'src/base.ts': `${AUTHKIT}export class Base { url() { return getSignInUrl() } links() { return this.url() } }`,
      [ROUTE]: route(
        'loader: () => new Api().links()',
        "import { Base } from '../base'\nclass Api extends Base { other() {} }",
      ),
    },
    found: found('new Api().links()'),
  },
  'a method of an object that finds its own at this, in another object': {
    files: {
      'src/api.ts': `${AUTHKIT}const links = { url() { return getSignInUrl() }, all() { return this.url() } }
        export const api = { ...links, other: () => 1 }`,
      [ROUTE]: route('loader: () => api.all()', "import { api } from '../api'"),
    },
    found: found('api.all()'),
  },
  'what a factory makes': {
    files: {
      'src/api.ts': `${AUTHKIT}export function createApi() { return { url: () => getSignInUrl() } }`,
      [ROUTE]: route(
        'loader: () => api.url()',
        "import { createApi } from '../api'\nconst api = createApi()",
      ),
    },
    found: found('api.url()'),
  },
  'what a factory of another module made': {
    files: {
      'src/create.ts': `${AUTHKIT}export const createApi = () => ({ url: () => getSignInUrl() })`,
      'src/api.ts': "import { createApi } from './create'\nexport const { url } = createApi()",
      [ROUTE]: route('loader: () => url()', "import { url } from '../api'"),
    },
    found: found('url()'),
  },
  'a wrapper in another module, made around a source': {
    files: {
      'src/trace.ts': 'export const traced = (fn) => (...args) => fn(...args)',
      'src/link.ts': `${AUTHKIT}import { traced } from './trace'\nexport const link = traced(getSignInUrl)`,
      [ROUTE]: route('loader: () => link()', "import { link } from '../link'"),
    },
    found: found('link()'),
  },
  'a wrapper that adds the source itself': {
    files: {
      'src/with-link.ts': `${AUTHKIT}export const withLink = (load) => async (ctx) => ({ ...(await load(ctx)), url: await getSignInUrl() })`,
      [ROUTE]: route('loader: withLink(() => ({}))', "import { withLink } from '../with-link'"),
    },
    found: found('withLink(() => ({}))'),
  },
  'a function that calls what it is given': {
    files: {
      'src/retry.ts': 'export async function retry(attempt) { return attempt() }',
      [ROUTE]: route('loader: () => retry(getSignInUrl)', `${AUTHKIT}import { retry } from '../retry'`),
    },
    found: found('getSignInUrl'),
  },
  'a function of another module, handed to one that calls it': {
    files: {
      'src/link.ts': LINK,
      'src/retry.ts': 'export const retry = async (times, attempt) => attempt(times)',
      [ROUTE]: route(
        'loader: () => retry(3, signInLink)',
        "import { signInLink } from '../link'\nimport { retry } from '../retry'",
      ),
    },
    found: found('signInLink'),
  },

  'a function written where it is handed to one that calls it': {
    files: {
      'src/retry.ts':
        'export async function retry(attempt) { try { return await attempt() } catch { return null } }',
      [ROUTE]: route(
        'loader: () => retry(() => getSignInUrl())',
        `${AUTHKIT}import { retry } from '../retry'`,
      ),
    },
    found: found('getSignInUrl()'),
  },
  'a function handed to one that calls it in a callback': {
    files: {
      'src/each.ts': 'export const each = (ids, load) => Promise.all(ids.map(async (id) => load(id)))',
      [ROUTE]: route(
        'loader: () => each([1], () => getSignInUrl())',
        `${AUTHKIT}import { each } from '../each'`,
      ),
    },
    found: found('getSignInUrl()'),
  },
  'a function handed to one that hands it to map': {
    files: {
      'src/each.ts': 'export const each = (ids, load) => Promise.all(ids.map(load))',
      [ROUTE]: route('loader: () => each([1], getSignInUrl)', `${AUTHKIT}import { each } from '../each'`),
    },
    found: found('getSignInUrl'),
  },
  'a function handed to a method that calls it': {
    files: {
      'src/lock.ts':
        'export class Lock { async with(run) { return run.call(null) } }\nexport const lock = new Lock()',
      [ROUTE]: route(
        'loader: () => lock.with(async () => getSignInUrl())',
        `${AUTHKIT}import { lock } from '../lock'`,
      ),
    },
    found: found('getSignInUrl()'),
  },
  'a callback of an array of another module': {
    files: {
      'src/paths.ts': "export const paths = ['/a', '/b']",
      [ROUTE]: route(
        'loader: () => Promise.all(paths.map((data) => getSignInUrl({ data })))',
        `${AUTHKIT}import { paths } from '../paths'`,
      ),
    },
    found: found('getSignInUrl({ data })'),
  },
  'a callback of what a package gives': {
    files: {
      [ROUTE]: route(
        'loader: () => db.pages.list().then((pages) => pages.map(() => getSignInUrl()))',
        `${AUTHKIT}import { db } from 'some-database'`,
      ),
    },
    found: found('getSignInUrl()'),
  },
  'the function of a wrapper that calls another one of its own': {
    files: {
      [ROUTE]: route(
        'loader: traced("load", () => getSignInUrl(), () => 1)',
        `${AUTHKIT}const traced = (name, load, sample) => async () => load()`,
      ),
    },
    found: found('getSignInUrl()'),
  },

  // server functions
  'a server function': {
    files: {
      'src/fns.ts': `${START}${AUTHKIT}export const getLink = createServerFn().handler(async () => getSignInUrl())`,
      [ROUTE]: route('loader: () => getLink()', "import { getLink } from '../fns'"),
    },
    found: found('getLink()'),
  },
  'a server function with data, in a helper': {
    files: {
      'src/fns.ts': `${START}${AUTHKIT}export const getLink = createServerFn({ method: 'POST' }).validator((path: string) => path).handler(async ({ data }) => ({ href: await getSignInUrl({ data }) }))`,
      'src/page.ts':
        "import { getLink } from './fns'\nexport const loadPage = async (path) => ({ link: await getLink({ data: path }) })",
      [ROUTE]: route(
        'loader: ({ location }) => loadPage(location.href)',
        "import { loadPage } from '../page'",
      ),
    },
    found: found('loadPage(location.href)'),
  },
  'a server function whose handler is imported': {
    files: {
      'src/link.server.ts': LINK,
      'src/fns.ts': `${START}import { signInLink } from './link.server'\nexport const getLink = createServerFn().handler(signInLink)`,
      [ROUTE]: route('loader: () => getLink()', "import { getLink } from '../fns'"),
    },
    found: found('getLink()'),
  },
  'a server function made with a builder of another module': {
    files: {
      'src/authed.ts': `${START}export const authedFn = createServerFn().middleware([])`,
      'src/fns.ts': `${AUTHKIT}import { authedFn } from './authed'\nexport const getLink = authedFn.handler(async () => getSignInUrl())`,
      [ROUTE]: route('loader: () => getLink()', "import { getLink } from '../fns'"),
    },
    found: found('getLink()'),
  },
  'a server function as the loader': {
    files: {
      'src/fns.ts': `${START}${AUTHKIT}export const getLink = createServerFn().handler(() => getSignInUrl())`,
      [ROUTE]: route('loader: getLink', "import { getLink } from '../fns'"),
    },
    found: found('getLink'),
  },
}
