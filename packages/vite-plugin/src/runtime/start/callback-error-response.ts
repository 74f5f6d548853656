import { buildConfig } from 'virtual:authkit/config'

import { categorizeCallbackError, STATUS_BY_CATEGORY } from './callback-error.ts'
import type { CallbackErrorCategory } from './callback-error.ts'
import { acceptsHtml } from './request-guards.ts'

const REASONS: Record<CallbackErrorCategory, string> = {
  denied: 'The sign-in was cancelled or not allowed.',
  provider: 'The sign-in could not be completed.',
  expired: 'This sign-in has expired.',
  invalid: 'This sign-in link is not complete.',
  configuration: 'Sign-in is not set up correctly on this site.',
  unavailable: 'The sign-in service could not be reached.',
  unknown: 'Something went wrong while signing you in.',
}

/**
 * What a visitor gets when a sign-in failed and the app has no page of its own for it: a small page with a link to
 * try again for a browser, JSON for everything else. Nothing from the request or the error is repeated in it.
 */
export function createCallbackErrorResponse(request: Request, error: unknown): Response {
  const category = categorizeCallbackError(error)
  const isBrowser = acceptsHtml(request)
  return new Response(isBrowser ? renderPage(REASONS[category]) : renderJson(), {
    status: STATUS_BY_CATEGORY[category],
    headers: {
      'content-type': isBrowser ? 'text/html; charset=utf-8' : 'application/json',
      'cache-control': 'no-store',
      vary: 'Accept',
    },
  })
}

function renderJson(): string {
  return JSON.stringify({
    error: {
      message: 'Authentication failed',
      description: "Couldn't sign in. Please try again, or contact the site's owner if it keeps failing.",
    },
  })
}

function renderPage(reason: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Sign-in failed</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1rem}:root{color-scheme:light dark}</style>
</head>
<body>
<main>
<h1>Sign-in failed</h1>
<p>${reason}</p>
<p><a href="${escapeAttribute(buildConfig.signInPath)}">Try again</a></p>
</main>
</body>
</html>
`
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
