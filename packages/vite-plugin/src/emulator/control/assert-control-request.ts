import { ApiError } from '../api-error.ts'
import type { Call } from '../endpoint.ts'
import { isLoopbackHostname } from '../loopback.ts'

/**
 * Refuses what a page of another site, or another machine, may have sent. The control needs no key: it gives sessions
 * to whoever can reach it, so who can is decided here.
 *
 * - The host is a loopback name or an allowed origin: no DNS rebinding.
 * - A browser says by `Sec-Fetch-Site` or `Origin` that the page is of this origin: no CSRF. What sends neither is none.
 * - A body is JSON by its content type, which no form of another site can have.
 *
 * @throws ApiError 403 or 415
 */
export function assertControlRequest({ request, url, realm }: Call): void {
  const { headers } = request
  if (!isLoopbackHostname(url.hostname) && !realm.allowedOrigins.has(url.origin)) {
    throw forbidden('The control of the local AuthKit answers on this machine only.')
  }
  const site = headers.get('sec-fetch-site')
  const origin = headers.get('origin')
  const isOwn =
    (site === null || site === 'same-origin' || site === 'none') && (origin === null || origin === url.origin)
  if (!isOwn) throw forbidden('The control of the local AuthKit is not for pages of other origins.')
  if (request.body === null) return
  const type = headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase()
  if (type === 'application/json') return
  throw new ApiError(415, {
    message: 'Send the body as JSON, with the content type application/json.',
    code: 'unsupported_media_type',
  })
}

function forbidden(message: string): ApiError {
  return new ApiError(403, { message, code: 'forbidden' })
}
