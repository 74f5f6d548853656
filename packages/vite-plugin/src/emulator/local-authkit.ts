import { LocalAuthKitError } from './api-error.ts'
import { LocalAuthKitControl } from './control/control.ts'
import type { EventDetails } from './event-log.ts'
import { delayOf, failureAnswer } from './injected-failure.ts'
import type { NextFailure } from './next-answers.ts'
import { createRealm, type LocalAuthKitOptions, type Realm } from './realm.ts'
import { matchRoute, type RouteMatch } from './routes.ts'
import { restoreSnapshot, takeSnapshot, type LocalAuthKitSnapshot } from './store/snapshot.ts'

/** A local AuthKit: the AuthKit part of the WorkOS API, without an account and without a network. */
export interface LocalAuthKit {
  readonly clientId: string
  readonly apiKey: string
  /**
   * Answers a request as the WorkOS API would, at the root or under any base path. A bad request is answered with the
   * API's error, never thrown.
   */
  readonly fetch: (request: Request) => Promise<Response>
  /** What it can be told beyond what WorkOS can: time, failures, keys, sessions, the seed. */
  readonly control: LocalAuthKitControl
  /** All that it knows, keys and sessions too, as JSON. Secret: whoever has it can sign tokens. */
  readonly snapshot: () => Promise<LocalAuthKitSnapshot>
  /**
   * Goes on from a snapshot. When it has been taken with another seed, the new seed holds, and what was made since is
   * kept where it still fits.
   *
   * @throws TypeError when it is no snapshot of this version; nothing has changed then
   */
  readonly restore: (snapshot: unknown) => Promise<void>
  /** Calls back when there is something new for a snapshot. @returns stops that */
  readonly onChange: (listener: () => void) => () => void
}

/**
 * Makes a local AuthKit. It lives in memory, opens no port and uses nothing of Node, so a test can call it anywhere
 * that has the Web APIs; `serveLocalAuthKit` puts one behind a port.
 *
 * It is for development and tests: whoever can reach it can sign in as anyone.
 *
 * @example
 * ```ts
 * const authKit = createLocalAuthKit()
 * const keys = await authKit.fetch(new Request('http://localhost/sso/jwks/client_local'))
 * ```
 * @throws TypeError when the seed is not valid or contradicts itself, or an option is out of range
 */
export function createLocalAuthKit(options: LocalAuthKitOptions = {}): LocalAuthKit {
  const realm = createRealm(options)
  const control = new LocalAuthKitControl(realm)
  const listeners = new Set<() => void>()
  realm.changed = () => {
    for (const listener of listeners) listener()
  }
  return {
    clientId: realm.clientId,
    apiKey: realm.apiKey,
    fetch: (request) => answer(request, realm, control),
    control,
    snapshot: () => takeSnapshot(realm),
    restore: (snapshot) => restoreSnapshot(realm, snapshot),
    onChange: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

async function answer(request: Request, realm: Realm, control: LocalAuthKitControl): Promise<Response> {
  const url = new URL(request.url)
  let match: RouteMatch
  try {
    match = matchRoute(request.method, url.pathname)
  } catch (error) {
    return errorAnswer(error)
  }
  if (match.name === 'control') return run(match, request, url, realm, control, undefined, () => undefined)

  const at = Date.now()
  const started = performance.now()
  const details: EventDetails = {}
  const note = (more: EventDetails): void => void Object.assign(details, more)
  const failure = realm.failures.take(({ endpoint }) => endpoint === match.name || endpoint === '*')
  if (failure !== undefined) {
    note({ injected: true })
    await delayOf(failure, request.signal)
  }
  const response = await run(match, request, url, realm, control, failure, note)
  realm.events.add({
    at,
    endpoint: match.name,
    method: request.method,
    status: response.status,
    duration: Math.round(performance.now() - started),
    ...details,
  })
  if (request.method !== 'GET' && request.method !== 'HEAD') realm.changed()
  return response
}

async function run(
  { name, endpoint, basePath, params }: RouteMatch,
  request: Request,
  url: URL,
  realm: Realm,
  control: LocalAuthKitControl,
  failure: NextFailure | undefined,
  note: (details: EventDetails) => void,
): Promise<Response> {
  const baseUrl = url.origin + basePath
  try {
    if (failure?.status !== undefined) {
      throw failureAnswer({ ...failure, endpoint: name, status: failure.status })
    }
    return await endpoint({ request, url, baseUrl, params, realm, control, failure, note })
  } catch (error) {
    if (error instanceof LocalAuthKitError) {
      note({ error: error.code ?? 'invalid_request', errorDescription: error.message })
    }
    return errorAnswer(error)
  }
}

/** @throws what is not an error of the API: a fault of our own, which must not look like one of the request */
function errorAnswer(error: unknown): Response {
  if (error instanceof LocalAuthKitError) return error.toResponse()
  throw error
}
