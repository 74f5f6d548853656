import { subscribe, unsubscribe } from 'node:diagnostics_channel'

import type { TokenCall } from './flow-watch.ts'

/** Channels of Node's `fetch` (https://undici.nodejs.org/#/docs/api/DiagnosticsChannel). */
const HEADERS = 'undici:request:headers'
const ERROR = 'undici:request:error'

const PATH = '/user_management/authenticate'

interface Message {
  readonly request?: { readonly path?: unknown }
  readonly response?: { readonly statusCode?: unknown }
  readonly error?: unknown
}

/**
 * Calls back at each answer to a call for tokens that the app makes in this process; of an app whose server runs
 * elsewhere (a worker, workerd) nothing is seen here. The call itself is not touched.
 *
 * @returns ends it
 */
export function watchTokenCalls(listener: (call: TokenCall) => void): () => void {
  const onHeaders = (message: unknown): void => {
    const { request, response } = message as Message
    if (isTokenCall(request) && typeof response?.statusCode === 'number')
      listener({ status: response.statusCode })
  }
  const onError = (message: unknown): void => {
    const { request, error } = message as Message
    if (isTokenCall(request)) listener({ reason: describeError(error) })
  }
  subscribe(HEADERS, onHeaders)
  subscribe(ERROR, onError)
  return () => {
    unsubscribe(HEADERS, onHeaders)
    unsubscribe(ERROR, onError)
  }
}

function isTokenCall(request: Message['request']): boolean {
  return typeof request?.path === 'string' && request.path.endsWith(PATH)
}

/** The code alone: messages may name addresses. */
function describeError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'the connection failed'
  return `AuthKit could not be asked: ${code}.`
}
