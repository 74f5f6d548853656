import { getRequestStateOrNull } from './context.ts'
import { isPrerendering, isSpaShell } from './prerendering.ts'
import { readAuth } from './request-state.ts'
import { toClientUserInfo } from './user-info.ts'
import type { ClientUserInfo, NoUserInfo } from './user-info.ts'

/** Who is signed in, as a document says it. */
export interface DocumentAuth {
  /** JSON, to be written into the document. It holds no `<`, so it is safe inside a `<script>` element. */
  readonly text: string
  /** What it means. */
  readonly auth: ClientUserInfo | NoUserInfo
}

/**
 * Who is signed in, for the document that is being rendered; `null` when the document isn't for this visitor alone (a
 * prerendered page), or is on its way already, or without `authkitMiddleware()`.
 */
export function readAuthToRender(): DocumentAuth | null {
  const state = getRequestStateOrNull()
  if (!state || state.hasResponded || isPrerendering() || isSpaShell()) return null
  const auth = toClientUserInfo(readAuth(state))
  return { text: JSON.stringify(auth).replaceAll('<', String.raw`\u003c`), auth }
}
