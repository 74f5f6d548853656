import { Html, html } from './html.ts'
import { STYLES } from './styles.ts'

/** A page of the local AuthKit. */
export interface Page {
  /** Plain text. */
  readonly title: string
  readonly body: Html
  /** @defaultValue 200 */
  readonly status?: number
  /** Origins besides its own that a form of the page may end up at; browsers hold redirects to `form-action` too. */
  readonly formTargets?: readonly string[]
  /** What the title says after the dash. @defaultValue `'Local AuthKit'` */
  readonly product?: string
  /** Whether pages of the same origin may show it in a frame. @defaultValue `false` */
  readonly isFramable?: boolean
  /** Style sheet of this page alone. */
  readonly styles?: string
  /** A module that runs when the page has been read, and may talk to the page's own origin. */
  readonly script?: string
}

/** A small lock on the page's accent colour, so that no browser asks for `/favicon.ico`. */
const ICON =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#5b4be1"/>' +
      '<path d="M11 14v-3a5 5 0 0 1 10 0v3" fill="none" stroke="#fff" stroke-width="2.5"/>' +
      '<rect x="8.5" y="14" width="15" height="10.5" rx="2.5" fill="#fff"/></svg>',
  )

/** Renders a page: no script but its own, nothing from elsewhere, not to be framed by others, cached or indexed. */
export function pageResponse(page: Page): Response {
  const { title, product = 'Local AuthKit', body, status = 200, isFramable = false } = page
  const { formTargets = [], styles = '', script } = page
  const nonce = crypto.randomUUID()
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title} · ${product}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <link rel="icon" href="${ICON}" />
        <style nonce="${nonce}">
          ${new Html(STYLES + styles)}
        </style>
      </head>
      <body>
        ${body}
        ${
          script !== undefined &&
          html`<script type="module" nonce="${nonce}">
            ${new Html(script)}
          </script>`
        }
      </body>
    </html>`
  return new Response(document.text, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': [
        `default-src 'none'`,
        `style-src 'nonce-${nonce}'`,
        `img-src data:`,
        ...(script === undefined ? [] : [`script-src 'nonce-${nonce}'`, `connect-src 'self'`]),
        `form-action ${["'self'", ...formTargets].join(' ')}`,
        `base-uri 'none'`,
        `frame-ancestors ${isFramable ? "'self'" : "'none'"}`,
      ].join('; '),
      'x-frame-options': isFramable ? 'SAMEORIGIN' : 'DENY',
      'x-content-type-options': 'nosniff',
      // Not `no-referrer`: with it browsers send `Origin: null` for the form, which the CSRF check refuses.
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
    },
  })
}

/** How `form-action` names the origin of a URL: its grammar has no IPv6 literals, so those are let through by scheme. */
export function cspSource(url: URL): string {
  return url.hostname.startsWith('[') ? url.protocol : url.origin
}
