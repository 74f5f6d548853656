import { PageError } from './html/error-page.ts'

/**
 * Refuses a form that another site sent (CSRF): a stranger's page must not sign the developer in as someone. Browsers
 * that send `Sec-Fetch-Site` are believed; others send `Origin` with every POST. A request with neither is no browser.
 *
 * @throws PageError 403
 */
export function assertSameOriginForm(request: Request, url: URL): void {
  const site = request.headers.get('sec-fetch-site')
  const origin = request.headers.get('origin')
  const isOwn =
    site === null ? origin === null || origin === url.origin : site === 'same-origin' || site === 'none'
  if (isOwn) return
  throw new PageError(403, 'This form was not sent by the sign-in page', [
    'It came from another site. Start the sign-in again from your app.',
  ])
}
