import { AUTHKIT_CLIENT_MODULES, AUTHKIT_SERVER_MODULES } from '../known-modules.ts'
import type { Reach } from '../reach.ts'
import { AppEvaluator } from './app-evaluator.ts'
import type { AppHost } from './app-host.ts'
import type { AppOptions } from './app-options.ts'
import { findAuthRoutes, type AuthHandler, type AuthRoutes } from './auth-routes.ts'
import { findEarlyStops, type EarlyStops } from './early-stops.ts'
import { usesMiddlewareElsewhere } from './middleware-use.ts'
import { findUse, type ModuleUse, type ModuleNames } from './module-use.ts'
import { MentionIndex, type Mention } from './mentions.ts'
import { ModuleViews, type ModuleView } from './module-view.ts'
import { importsAnyOf } from './imports-any-of.ts'
import { serverRoutesOf, type ServerRoute } from './server-routes.ts'
import { readStart, type StartFacts } from './start-facts.ts'

/** What does not work without `authkitMiddleware()`. */
const NEEDS_MIDDLEWARE: readonly ModuleNames[] = [
  {
    modules: AUTHKIT_SERVER_MODULES,
    names: [
      'checkRecentAuth',
      'getAuth',
      'getAuthAction',
      'getAuthKitContext',
      'getAuthorizationUrl',
      'getSignInUrl',
      'getSignUpUrl',
      'refreshAccessTokenAction',
      'refreshAuthAction',
      'signOut',
      'switchToOrganization',
      'switchToOrganizationAction',
    ],
  },
  { modules: AUTHKIT_CLIENT_MODULES, names: ['AuthKitProvider'] },
]

/** What begins a sign-in, and so expects an answer at the callback route. */
const BEGINS_SIGN_IN: readonly ModuleNames[] = [
  {
    modules: AUTHKIT_SERVER_MODULES,
    names: ['getAuthorizationUrl', 'getSignInUrl', 'getSignUpUrl', 'handleSignInRoute'],
  },
]

/** A way from a loader to a source, with the module the loader is in. */
export interface FileReach {
  /** Absolute path. */
  file: string
  reach: Reach
}

/** What is kept between runs: all of it is looked up by content. */
export class AppMemory {
  readonly host: AppHost
  readonly views: ModuleViews
  readonly mentions: MentionIndex = new MentionIndex()

  constructor(host: AppHost) {
    this.host = host
    this.views = new ModuleViews(host)
  }
}

/** What the rules about the app as a whole ask, for one run. Each answer is looked up when it is first asked for. */
export class AppFacts {
  readonly options: AppOptions
  readonly reaches: readonly FileReach[]
  readonly #memory: AppMemory
  readonly #authRoutes = new Map<AuthHandler, Promise<AuthRoutes>>()
  #start: Promise<StartFacts> | undefined
  #earlyStops: Promise<EarlyStops> | undefined

  constructor(options: AppOptions, reaches: readonly FileReach[], memory: AppMemory) {
    this.options = options
    this.reaches = reaches
    this.#memory = memory
  }

  /** What Start makes of the start entry. */
  start(): Promise<StartFacts> {
    this.#start ??= this.#readStart()
    return this.#start
  }

  /** The routes whose `beforeLoad` may end a navigation. */
  earlyStops(): Promise<EarlyStops> {
    this.#earlyStops ??= findEarlyStops(this)
    return this.#earlyStops
  }

  /** The first place that needs `authkitMiddleware()`. */
  async needsMiddleware(): Promise<ModuleUse | undefined> {
    return await this.#firstUse(NEEDS_MIDDLEWARE)
  }

  /** Whether `authkitMiddleware` may run without being in the middleware of the Start instance. */
  async usesMiddlewareElsewhere(): Promise<boolean> {
    // Whatever else a start entry without an instance does with it, it meant it for the instance.
    const start = await this.start()
    const ignored = start.kind === 'ignored' ? start.file : undefined
    const views = await this.#openAll(this.mentioning('middleware').filter((file) => file !== ignored))
    return views.some(usesMiddlewareElsewhere)
  }

  /** The first place that begins a sign-in. */
  async beginsSignIn(): Promise<ModuleUse | undefined> {
    return await this.#firstUse(BEGINS_SIGN_IN)
  }

  /** The routes that a handler of AuthKit answers. */
  authRoutes(handler: AuthHandler): Promise<AuthRoutes> {
    const known = this.#authRoutes.get(handler)
    if (known !== undefined) return known
    const found = findAuthRoutes(handler, {
      views: this.#memory.views,
      mentioning: (mention) => this.mentioning(mention),
    })
    this.#authRoutes.set(handler, found)
    return found
  }

  /** Every route in the files that answer requests, or hold a text. */
  async routesIn(files: readonly string[]): Promise<readonly ServerRoute[]> {
    const routes: ServerRoute[] = []
    for (const file of files) {
      const view = await this.open(file)
      if (view !== undefined) routes.push(...(await serverRoutesOf(view, this.evaluator())))
    }
    return routes
  }

  /** Absolute paths of the modules that mention something, in order; tests left out. */
  mentioning(mention: Mention): readonly string[] {
    return this.#memory.mentions.files(mention)
  }

  /** Absolute paths of the modules whose source holds one of the texts, in order. */
  holding(texts: readonly string[]): readonly string[] {
    const { host } = this.#memory
    const found: string[] = []
    for (const file of host.files()) {
      const source = host.sourceOf(file)
      if (source !== undefined && texts.some((text) => source.includes(text))) found.push(file)
    }
    return found.toSorted()
  }

  /** Whether one of some files imports, itself or through others, one of the others. */
  async importsAnyOf(from: readonly string[], to: readonly string[]): Promise<boolean> {
    return await importsAnyOf(from, to, this.#memory.host)
  }

  async open(file: string): Promise<ModuleView | undefined> {
    return await this.#memory.views.open(file)
  }

  evaluator(): AppEvaluator {
    return new AppEvaluator(this.#memory.views)
  }

  async #openAll(files: readonly string[]): Promise<readonly ModuleView[]> {
    const views = await Promise.all(files.map((file) => this.open(file)))
    return views.filter((view) => view !== undefined)
  }

  async #firstUse(wanted: readonly ModuleNames[]): Promise<ModuleUse | undefined> {
    for (const file of this.mentioning('authkit')) {
      const view = await this.open(file)
      const use = view === undefined ? undefined : findUse(view, wanted)
      if (use !== undefined) return use
    }
    return undefined
  }

  async #readStart(): Promise<StartFacts> {
    const { startEntry } = this.options
    if (startEntry === null) return { kind: 'absent' }
    const view = startEntry === undefined ? undefined : await this.open(startEntry)
    if (view === undefined) return { kind: 'unknown' }
    const serverEntries = await this.#openAll(this.mentioning('serverEntry'))
    return await readStart(view, serverEntries, this.evaluator())
  }
}
