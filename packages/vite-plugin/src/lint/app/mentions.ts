import { AUTH_URL_NAMES } from '../auth-url-sources.ts'
import { buildScopes } from '../scope/build-scopes.ts'
import { isTest, mayBeTest } from '../test-module.ts'
import type { AppHost } from './app-host.ts'

/** One of the things that a module may mention. */
export type Mention =
  | 'answers'
  | 'authkit'
  | 'authUrl'
  | 'callback'
  | 'defaultSsr'
  | 'handlers'
  | 'middleware'
  | 'redirectUri'
  | 'serverEntry'
  | 'signInRoute'
  | 'ssr'

/** Texts that the rules about the app look for before they parse a module. */
const TEXTS: Readonly<Record<Mention, readonly string[]>> = {
  /** Every specifier of AuthKit holds it. */
  authkit: ['authkit'],
  /** The option of server routes, and old ways to make one. */
  handlers: ['handlers', 'createServerFileRoute', 'createAPIFileRoute'],
  /** `handleCallbackRoute`, and `handleCallback` of the toolkit. */
  callback: ['handleCallback'],
  signInRoute: ['handleSignInRoute'],
  middleware: ['authkitMiddleware'],
  /** What hands requests to Start, in an app that does so itself. */
  serverEntry: ['react-start/server-entry', 'createServerEntry', 'createStartHandler'],
  authUrl: AUTH_URL_NAMES,
  redirectUri: ['redirectUri'],
  defaultSsr: ['defaultSsr'],
  /** The option of routes that says what of them the server renders. */
  ssr: ['ssr:'],
  /** Code that may answer requests without being a route. */
  answers: ['middleware', 'createServerEntry', 'createStartHandler', 'fetch('],
}

/** What modules mention, by a quick look at the text of each, taken once for each content. */
export class MentionIndex {
  readonly #known = new Map<string, { source: string; mentions: ReadonlySet<Mention> }>()
  /** The lists that were asked for; a run after a change that is none to them takes them as they are. */
  readonly #lists = new Map<Mention, readonly string[]>()

  /** Takes note of the modules that are new, changed or gone. */
  async update({ files, sourceOf, load }: Pick<AppHost, 'files' | 'load' | 'sourceOf'>): Promise<void> {
    let count = 0
    for (const file of files()) {
      const source = sourceOf(file)
      if (source === undefined) continue
      count++
      const known = this.#known.get(file)
      if (known?.source === source) continue
      const found = mentionsIn(source)
      const module = found.size > 0 && mayBeTest(source) ? await load(file) : undefined
      const mentions =
        module !== undefined && isTest(module.program, buildScopes(module.program).root) ? NOTHING : found
      this.#known.set(file, { source, mentions })
      this.#forgetLists(mentions, known?.mentions ?? NOTHING)
    }
    if (count < this.#known.size) this.#forgetAllBut(new Set(files()))
  }

  /** Absolute paths of the modules that mention something, in order; tests left out, which run nothing of the app. */
  files(mention: Mention): readonly string[] {
    const list = this.#lists.get(mention)
    if (list !== undefined) return list
    const found = [...this.#known].flatMap(([file, { mentions }]) => (mentions.has(mention) ? [file] : []))
    const sorted = found.toSorted()
    this.#lists.set(mention, sorted)
    return sorted
  }

  #forgetLists(now: ReadonlySet<Mention>, before: ReadonlySet<Mention>): void {
    for (const mention of NAMES) if (now.has(mention) !== before.has(mention)) this.#lists.delete(mention)
  }

  #forgetAllBut(present: ReadonlySet<string>): void {
    for (const [file, { mentions }] of this.#known) {
      if (present.has(file)) continue
      this.#known.delete(file)
      this.#forgetLists(NOTHING, mentions)
    }
  }
}

const NOTHING: ReadonlySet<Mention> = new Set()
const NAMES = Object.keys(TEXTS).filter((name): name is Mention => Object.hasOwn(TEXTS, name))

function mentionsIn(source: string): ReadonlySet<Mention> {
  const found = NAMES.filter((name) => TEXTS[name].some((text) => source.includes(text)))
  return found.length === 0 ? NOTHING : new Set(found)
}
