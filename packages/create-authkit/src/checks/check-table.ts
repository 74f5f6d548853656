/** One row of the table of checks. The list of docs/doctor.md is made from it. */
export interface CheckDescription {
  title: string
  /** What it looks at, and when it is not well: whole sentences. */
  about: string
  /** Whether `doctor --fix` can put it right. */
  fixable: boolean
}

/**
 * Every check of `doctor`, in the order in which they are shown. The first ones are the steps of `init` of the same
 * name, planned and not carried out: what a step would write is missing.
 */
export const CHECKS = {
  'package-json': {
    title: 'The plugin is in package.json',
    about: '`vite-plugin-authkit-start` is one of the dependencies, on Vite 7 with `oxc-parser` beside it.',
    fixable: true,
  },
  'vite-config': {
    title: 'The plugin is in the Vite config',
    about: '`authkit()` is one of the `plugins` of every Vite config that the scripts use.',
    fixable: true,
  },
  'start-file': {
    title: 'The middleware is in the start file',
    about:
      '`authkitMiddleware()` is in the `requestMiddleware` of the start file that Start loads, and CSRF protection is too: having a start file switches the automatic one off.',
    fixable: true,
  },
  'callback-route': {
    title: 'The callback route exists',
    about:
      'The route that receives the user from AuthKit, `/api/auth/callback` unless `authkit()` names another.',
    fixable: true,
  },
  'sign-in-route': {
    title: 'The sign-in route exists',
    about: 'The route that sends the user to AuthKit.',
    fixable: true,
  },
  'sign-out-route': {
    title: 'The sign-out route exists',
    about: 'The route that ends the session.',
    fixable: true,
  },
  provider: {
    title: 'The provider is around the pages',
    about:
      '`<AuthKitProvider>` of `virtual:authkit/client` is in the document of the root route or around the router, and no module outside of it takes the user from it. An app that is set up without it and imports nothing from there does without.',
    fixable: true,
  },
  'vite-env': {
    title: 'TypeScript knows virtual:authkit',
    about: 'A declaration file references the types of the virtual modules, and tsconfig.json includes it.',
    fixable: true,
  },
  'env-local': {
    title: 'The secrets are set',
    about:
      'A cookie password is set in `.env.local` or elsewhere in the environment, and with WorkOS keys in `.env.local` the redirect URI as well.',
    fixable: true,
  },
  'env-example': {
    title: 'The variables are in .env.example',
    about: 'The names of the variables are there for everyone who works on the app.',
    fixable: true,
  },
  'env-ignored': {
    title: 'Secrets stay out of git',
    about:
      'Files that hold `WORKOS_API_KEY` or `WORKOS_COOKIE_PASSWORD` are ignored by git, and none of them is tracked.',
    fixable: true,
  },
  credentials: {
    title: 'The WorkOS credentials fit together',
    about:
      '`WORKOS_CLIENT_ID` and `WORKOS_API_KEY` are both set or both not (dev then uses the local AuthKit), and look like what they are.',
    fixable: false,
  },
  'cookie-password': {
    title: 'The cookie password is long enough',
    about: '`WORKOS_COOKIE_PASSWORD`, where it is set, has at least 32 characters.',
    fixable: false,
  },
  'redirect-uri': {
    title: 'The redirect URI leads to the callback route',
    about:
      '`WORKOS_REDIRECT_URI` is an absolute URL with the path of the callback route, with the port of the dev server where it is known, and with https unless the host is this machine.',
    fixable: false,
  },
  'public-secrets': {
    title: 'No secret is sent to the browser',
    about: 'No variable that Vite gives to the browser (`VITE_…`) holds the API key or the cookie password.',
    fixable: false,
  },
  'production-env': {
    title: 'The files for production are fit for it',
    about:
      'What `.env.production` and `.env.production.local` set is none of the local credentials, and the redirect URI has https and the host of a real site. What your hosting sets can’t be seen from here.',
    fixable: false,
  },
  versions: {
    title: 'Node, Start and Vite are new enough',
    about: 'Node 22.12, `@tanstack/react-start` 1.168.25 and Vite 7, or later ones.',
    fixable: false,
  },
  installed: {
    title: 'The packages are installed',
    about: 'The plugin and Start are in `node_modules`, in the versions that package.json asks for.',
    fixable: false,
  },
  duplicates: {
    title: 'Start’s packages are there once',
    about:
      'React, the router and its core are the same copy for the app and for Start: two copies don’t see each other’s context.',
    fixable: false,
  },
  'vendor-sdk': {
    title: 'WorkOS’ own SDK is not used beside it',
    about:
      '`@workos/authkit-tanstack-react-start` is neither a dependency nor imported, unless `authkit({ compat: true })` serves it: two of them would keep two sessions in one cookie.',
    fixable: false,
  },
  'plugin-order': {
    title: 'The plugin comes before Start’s',
    about: '`authkit()` is before `tanstackStart()`, so that it sees the source before Start compiles it.',
    fixable: false,
  },
} as const satisfies Record<string, CheckDescription>

/** Checks of a running server, for `--url`. */
export const WIRE_CHECKS = {
  'wire-sign-in': {
    title: 'The sign-in route leads to AuthKit',
    about:
      'The running server answers the sign-in route with a redirect to AuthKit, and on a public host not to the local one.',
    fixable: false,
  },
  'wire-redirect-uri': {
    title: 'AuthKit sends people back to this server',
    about:
      'The redirect URI in that redirect has the origin that was asked and the path of the callback route: cookies belong to one origin.',
    fixable: false,
  },
  'wire-cookies': {
    title: 'The cookies arrive as they are meant',
    about:
      'AuthKit’s cookie arrives with HttpOnly, path `/`, without SameSite=Strict, with Secure exactly where the site has https, and in at most 4096 bytes.',
    fixable: false,
  },
} as const satisfies Record<string, CheckDescription>

/** Stable name of a check of a running server. */
export type WireCheckCode = keyof typeof WIRE_CHECKS
