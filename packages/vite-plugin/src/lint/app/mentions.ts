import { AUTH_URL_NAMES } from '../auth-url-sources.ts'
import { TEST_MODULES } from '../known-modules.ts'

/** One of the things that a module may mention. */
export type Mention =
  | 'answers'
  | 'authkit'
  | 'authUrl'
  | 'callback'
  | 'handlers'
  | 'redirectUri'
  | 'signInRoute'

/** Texts that the rules about the app look for before they parse a module. */
const TEXTS: Readonly<Record<Mention, readonly string[]>> = {
  /** Every specifier of AuthKit holds it. */
  authkit: ['authkit'],
  /** The option of server routes, and old ways to make one. */
  handlers: ['handlers', 'createServerFileRoute', 'createAPIFileRoute'],
  /** `handleCallbackRoute`, and `handleCallback` of the toolkit. */
  callback: ['handleCallback'],
  signInRoute: ['handleSignInRoute'],
  authUrl: AUTH_URL_NAMES,
  redirectUri: ['redirectUri'],
  /** Code that may answer requests without being a route. */
  answers: ['middleware', 'createServerEntry', 'createStartHandler', 'fetch('],
}

/** A quick look at the text of modules, taken once for each content. */
export class MentionIndex {
  readonly #known = new Map<string, { source: string; mentions: ReadonlySet<Mention> }>()

  /** What a module mentions; nothing for tests, which run nothing of the app. */
  of(file: string, source: string): ReadonlySet<Mention> {
    const known = this.#known.get(file)
    if (known?.source === source) return known.mentions
    const mentions = mentionsIn(source)
    this.#known.set(file, { source, mentions })
    return mentions
  }
}

const NAMES = Object.keys(TEXTS).filter((name): name is Mention => Object.hasOwn(TEXTS, name))
const TEST_IMPORTS = TEST_MODULES.flatMap((specifier) => [`'${specifier}'`, `"${specifier}"`])

function mentionsIn(source: string): ReadonlySet<Mention> {
  if (TEST_IMPORTS.some((text) => source.includes(text))) return new Set()
  return new Set(NAMES.filter((name) => TEXTS[name].some((text) => source.includes(text))))
}
