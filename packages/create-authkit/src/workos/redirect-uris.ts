import { CliError } from '../cli-error.ts'
import { redact } from '../plan/secrets.ts'
import { isRecord } from '../project/parse-json.ts'

/** Where redirect URIs are listed and created: https://workos.com/docs/reference/authkit/redirect-uri */
const PATH = '/user_management/redirect_uris'

/** The most that a page may have. */
const PAGE = 100
/** An environment has far fewer; a server that never ends its list must not keep us. */
const MOST_PAGES = 20

/** In milliseconds. */
const TIMEOUT = 15_000

const UNAUTHORIZED = 401
const FORBIDDEN = 403
const CONFLICT = 409
const UNPROCESSABLE = 422

/** An account's API. */
export interface WorkOSApi {
  address: URL
  apiKey: string
  signal: AbortSignal
}

/**
 * Whether a redirect URI is registered, letter by letter.
 * @throws {CliError} `ERR_WORKOS_API`, or the signal's reason
 */
export async function isRegistered(uri: string, api: WorkOSApi): Promise<boolean> {
  let after: string | null = null
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = new URLSearchParams({ limit: String(PAGE), ...(after !== null && { after }) })
    const { status, body } = await call(api, 'GET', `${PATH}?${query.toString()}`)
    if (status !== 200) throw refused(status, body, api)
    const entries: unknown[] = isRecord(body) && Array.isArray(body['data']) ? body['data'] : []
    if (entries.some((entry) => isRecord(entry) && entry['uri'] === uri)) return true
    const metadata = isRecord(body) ? body['list_metadata'] : null
    const next = isRecord(metadata) ? metadata['after'] : null
    if (typeof next !== 'string') return false
    after = next
  }
  return false
}

/**
 * Registers a redirect URI. One that somebody has registered meanwhile is no error.
 * @throws {CliError} `ERR_WORKOS_API`, or the signal's reason
 */
export async function register(uri: string, api: WorkOSApi): Promise<void> {
  const { status, body } = await call(api, 'POST', PATH, { uri })
  if (status === 200 || status === 201) return
  if (status === CONFLICT || (status === UNPROCESSABLE && (await isRegistered(uri, api)))) return
  throw refused(status, body, api)
}

async function call(
  { address, apiKey, signal }: WorkOSApi,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
): Promise<{ status: number; body: unknown }> {
  try {
    const response = await fetch(new URL(path, address), {
      method,
      // The key must not follow to wherever an answer leads.
      redirect: 'error',
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${apiKey}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
    })
    const text = await response.text()
    return { status: response.status, body: parse(text) }
  } catch (error) {
    signal.throwIfAborted()
    throw new CliError(`WorkOS (${address.host}) could not be reached.`, {
      code: 'ERR_WORKOS_API',
      help: 'Register the redirect URI in the WorkOS dashboard, or try again later.',
      cause: error,
    })
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function refused(status: number, body: unknown, { address, apiKey }: WorkOSApi): CliError {
  const message = isRecord(body) && typeof body['message'] === 'string' ? body['message'] : null
  const said = message === null ? '' : `: ${redact(message, [apiKey])}`
  const isKey = status === UNAUTHORIZED || status === FORBIDDEN
  return new CliError(`WorkOS (${address.host}) refused with ${status}${said}`, {
    code: 'ERR_WORKOS_API',
    help: isKey
      ? 'Is WORKOS_API_KEY the key of the environment that WORKOS_CLIENT_ID is of?'
      : 'Register the redirect URI in the WorkOS dashboard.',
  })
}
