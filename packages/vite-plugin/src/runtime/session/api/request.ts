import type { FetchLike } from '../dependencies.ts'
import { AuthKitError } from '../errors.ts'
import { toApiError } from './workos-api-error.ts'

/** Sends one request and answers with the JSON of a successful reply. */
export type ApiRequest = (
  method: 'GET' | 'POST',
  path: string,
  body?: Record<string, unknown>,
) => Promise<unknown>

/** Where and how requests go. */
export interface ApiRequestSettings {
  base: string
  apiKey: string
  fetch: FetchLike
  /** Milliseconds, for the whole exchange. */
  timeout: number
}

/**
 * The one way to the API.
 *
 * The request rejects with WorkOSApiError for an answer that says no, and with AuthKitError `ERR_API_TIMEOUT`,
 * `ERR_API_UNREACHABLE` or `ERR_API_RESPONSE` when there is no answer, or none that makes sense.
 */
export function createApiRequest({ base, apiKey, fetch, timeout }: ApiRequestSettings): ApiRequest {
  return async (method, path, body) => {
    const init: RequestInit = {
      method,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${apiKey}`,
        'user-agent': 'vite-plugin-authkit-start',
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      // The API doesn't redirect, and the secrets in the request are for nobody else.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
      ...(body ? { body: JSON.stringify(body) } : {}),
    }
    const { response, text } = await exchange(fetch, `${base}${path}`, init, timeout)
    if (!response.ok) throw toApiError(response, text, path)
    return parseJson(text, path)
  }
}

async function exchange(
  fetch: FetchLike,
  url: string,
  init: RequestInit,
  timeout: number,
): Promise<{ response: Response; text: string }> {
  try {
    const response = await fetch(url, init)
    return { response, text: await response.text() }
  } catch (error) {
    const { host } = new URL(url)
    throw error instanceof Error && error.name === 'TimeoutError'
      ? new AuthKitError(
          `WorkOS (${host}) didn't answer within ${timeout / 1000} seconds.`,
          error,
          { host },
          'ERR_API_TIMEOUT',
        )
      : new AuthKitError(
          `WorkOS (${host}) can't be reached. Check the network, and WORKOS_API_HOSTNAME if it is set.`,
          error,
          { host },
          'ERR_API_UNREACHABLE',
        )
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new AuthKitError(
      `WorkOS answered ${path} with something that isn't JSON. Check WORKOS_API_HOSTNAME if it is set.`,
      error,
      { path },
      'ERR_API_RESPONSE',
    )
  }
}
