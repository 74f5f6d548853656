import { AUTHKIT_SERVER_MODULES, isBuiltWith, isImportOf, START_MODULES } from '../known-modules.ts'
import { CALL_RESULT, type ImportValue } from '../values/value.ts'
import type { AppEvaluator } from './app-evaluator.ts'
import type { AppValue, ExternalValue, Place } from './app-value.ts'
import { UNRELATED_PACKAGES } from './reached-code.ts'

/** Whether something is there; `unknown` when that can't be said for sure. */
export type Presence = 'yes' | 'no' | 'unknown'

/** Words of which every home-made protection against requests of other sites holds one. */
const CSRF_WORDS = ['csrf', 'xsrf', 'sec-fetch-site', 'origin', 'referer', 'samesite']
/** Words of which every home-made middleware that reads AuthKit's session holds one. */
const AUTHKIT_WORDS = ['authkit', 'withauth']

/** Finds out what is among the middleware that Start is given. */
export class MiddlewareJudge {
  readonly #evaluator: AppEvaluator
  authkit: Presence = 'no'
  csrf: Presence = 'no'

  constructor(evaluator: AppEvaluator) {
    this.#evaluator = evaluator
  }

  /** Takes a middleware, or a list of them, into account. */
  async add(value: AppValue): Promise<void> {
    switch (value.kind) {
      case 'array':
        for (const element of value.elements) await this.add(element)
        return
      case 'nothing':
        return
      case 'external':
        await this.#addExternal(value)
        return
      default:
        this.#found('unknown', 'unknown')
    }
  }

  async #addExternal(value: ExternalValue): Promise<void> {
    const imported: ImportValue = { ...value, kind: 'import' }
    if (
      isImportOf(imported, AUTHKIT_SERVER_MODULES, 'authkitMiddleware', CALL_RESULT) ||
      isImportOf(imported, AUTHKIT_SERVER_MODULES, 'authkitMiddleware')
    ) {
      this.#found('yes', 'no')
    } else if (isImportOf(imported, START_MODULES, 'createCsrfMiddleware', CALL_RESULT)) {
      this.#found('no', 'yes')
    } else if (isBuiltWith(imported, START_MODULES, 'createMiddleware')) {
      await this.#addOwn(value)
    } else if (!UNRELATED_PACKAGES.has(value.specifier)) {
      this.#found('unknown', 'unknown')
    }
  }

  /** `createMiddleware().middleware([…]).server(fn)`: what it builds on, and what it does itself. */
  async #addOwn({ path, calls }: ExternalValue): Promise<void> {
    const methods = path.filter((_, index) => path[index + 1] === CALL_RESULT)
    for (const [index, call] of calls.entries()) {
      const [given] = call.node.arguments
      if (given === undefined) continue
      const values = await this.#evaluator.evaluate({ ...call, node: given })
      if (methods[index] === 'middleware') for (const value of values) await this.add(value)
      if (methods[index] === 'server') for (const value of values) await this.#addCode(value)
    }
  }

  async #addCode(value: AppValue): Promise<void> {
    if (value.kind === 'function') await this.addCode(value.at)
    else this.#found('unknown', 'unknown')
  }

  /** Takes code that handles requests into account, with all of the app's that it comes to. */
  async addCode(place: Place): Promise<void> {
    const { words, isComplete } = await this.#evaluator.reachedFrom(place)
    const hasOneOf = (known: readonly string[]): Presence =>
      !isComplete || [...words].some((word) => known.some((part) => word.includes(part))) ? 'unknown' : 'no'
    this.#found(hasOneOf(AUTHKIT_WORDS), hasOneOf(CSRF_WORDS))
  }

  #found(authkit: Presence, csrf: Presence): void {
    this.authkit = surer(this.authkit, authkit)
    this.csrf = surer(this.csrf, csrf)
  }
}

/** Of several middleware one is enough; as long as there is none, one that may be it leaves the question open. */
function surer(known: Presence, found: Presence): Presence {
  if (known === 'yes' || found === 'no') return known
  return found
}
