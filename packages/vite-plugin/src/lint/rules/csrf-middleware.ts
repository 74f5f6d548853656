import type { AppOptions } from '../app/app-options.ts'
import { CSRF_MIDDLEWARE_SOURCE, withElement } from '../app/start-source.ts'
import type { AppRule, RuleMeta } from '../rule.ts'

/** The first version of `@tanstack/react-start` that protects server functions by itself. */
const FIRST_PROTECTED_VERSION = [1, 168] as const

const meta: RuleMeta = {
  code: 'AK011',
  name: 'csrf-middleware',
  defaultSeverity: 'warn',
  what: "The start file switched off Start's own protection of server functions.",
  why: [
    'Server functions can be called by a request of any site that a browser sends along with the session cookie. ' +
      'Start refuses such requests by itself, but only as long as the app has no `startInstance`: with one, the list ' +
      'in `requestMiddleware` is all there is.',
    'It is a warning because the session cookie is `SameSite=Lax` unless you set it otherwise, so browsers leave it ' +
      'out of most requests of other sites.',
  ],
  incorrect: [
    {
      title: 'The start file that installs AuthKit takes the protection away',
      file: 'src/start.ts',
      code: `import { createStart } from '@tanstack/react-start'
import { authkitMiddleware } from 'virtual:authkit'

export const startInstance = createStart(() => ({
  requestMiddleware: [authkitMiddleware()],
}))`,
    },
  ],
  correct: [
    {
      title: 'The protection comes first',
      file: 'src/start.ts',
      code: `import { createCsrfMiddleware, createStart } from '@tanstack/react-start'
import { authkitMiddleware } from 'virtual:authkit'

const csrfMiddleware = createCsrfMiddleware({ filter: (ctx) => ctx.handlerType === 'serverFn' })

export const startInstance = createStart(() => ({
  requestMiddleware: [csrfMiddleware, authkitMiddleware()],
}))`,
    },
  ],
  silent: [
    'Middleware or a server entry of your own that looks at where a request comes from, itself or in what it calls, ' +
      'or that calls code of a package; and lists with elements that cannot be followed.',
    'Apps that set `serverFns.disableCsrfMiddlewareWarning` of `tanstackStart()`: they protect themselves in another way.',
    'Start before 1.168, which had no protection to switch off.',
  ],
}

/** AK011: server functions are not protected from requests of other sites. */
export const csrfMiddleware: AppRule = {
  meta,
  check: async (app) => {
    if (app.options.csrfWarningDisabled === true || !isProtectedByDefault(app.options)) return []
    const start = await app.start()
    if (start.kind !== 'read' || start.csrf !== 'no') return []
    return [
      {
        message:
          "A `startInstance` switches Start's own protection of server functions off, and nothing in " +
          '`requestMiddleware` takes its place.',
        help:
          `Put it first:\nimport { createCsrfMiddleware } from '@tanstack/react-start'\n` +
          `${CSRF_MIDDLEWARE_SOURCE}\n${withElement(start, 'csrfMiddleware', 'first')}`,
        file: start.file,
        ...start.place,
      },
    ]
  },
}

/** Apps with the plugin have a Start that is new enough. */
function isProtectedByDefault({ startVersion, signInPath }: AppOptions): boolean {
  if (startVersion === undefined) return signInPath !== undefined
  const [major = 0, minor = 0] = startVersion.split('.').map(Number)
  const [firstMajor, firstMinor] = FIRST_PROTECTED_VERSION
  return major > firstMajor || (major === firstMajor && minor >= firstMinor)
}
