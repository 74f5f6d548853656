import { systemErrorCode } from '../../plan/file-system.ts'
import type { SeenCookie } from './seen-cookie.ts'
import { readSetCookie } from './seen-cookie.ts'

/** How long a server may take: in dev the first request of a page compiles it. In milliseconds. */
const DEFAULT_TIMEOUT = 15_000

/** What the sign-in route of a running server answered, without anything secret. */
export interface SignInAnswer {
  /** The address that was asked. */
  url: string
  status: number
  /** Where it leads, without its query; `null` when it is no redirect. */
  location: string | null
  /** The address that AuthKit is told to come back to. */
  redirectUri: string | null
  cookies: SeenCookie[]
}

/** What came of asking: an answer, or why there was none, as a sentence. */
export type Probe = { answer: SignInAnswer } | { url: string; failure: string }

/**
 * Asks the sign-in route of a running server once, as a browser would, and does not follow where it leads.
 * @throws the signal's reason
 */
export async function probeSignIn(
  url: string,
  signal: AbortSignal,
  timeout: number = DEFAULT_TIMEOUT,
): Promise<Probe> {
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { accept: 'text/html' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
    })
    await response.body?.cancel()
    const target = response.headers.get('location')
    const location = target !== null && URL.canParse(target, url) ? new URL(target, url) : null
    return {
      answer: {
        url,
        status: response.status,
        location: location === null ? null : `${location.origin}${location.pathname}`,
        redirectUri: location?.searchParams.get('redirect_uri') ?? null,
        cookies: response.headers.getSetCookie().map(readSetCookie),
      },
    }
  } catch (error) {
    signal.throwIfAborted()
    return { url, failure: failureOf(error, url, timeout) }
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there (connection refused)',
  ECONNRESET: 'the connection was broken off',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'the name of the host could not be looked up',
  UND_ERR_SOCKET: 'the connection was broken off',
}

function failureOf(error: unknown, url: string, timeout: number): string {
  const { origin } = new URL(url)
  if (error instanceof Error && error.name === 'TimeoutError') {
    return `${origin} did not answer within ${timeout / 1000} seconds.`
  }
  const cause: unknown = error instanceof Error ? error.cause : error
  const code = systemErrorCode(cause)
  const message = cause instanceof Error ? cause.message : String(cause)
  return `${origin} could not be reached: ${REASONS[code ?? ''] ?? message}.`
}
