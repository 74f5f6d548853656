import { getRequestStateOrNull } from './context.ts'
import { isPrerendering, isSpaShell } from './prerendering.ts'
import { toClientUserInfo } from './user-info.ts'

/**
 * Who is signed in, as JSON to be written into the document that is being rendered; `null` when the document isn't
 * for this visitor alone (a prerendered page), or is on its way already, or without `authkitMiddleware()`.
 *
 * The text is safe inside a `<script>` element: it holds no `<`.
 */
export function readAuthToRender(): string | null {
  const state = getRequestStateOrNull()
  if (!state || state.hasResponded || isPrerendering() || isSpaShell()) return null
  state.isAuthRendered = true
  return JSON.stringify(toClientUserInfo(state.auth)).replaceAll('<', String.raw`\u003c`)
}
