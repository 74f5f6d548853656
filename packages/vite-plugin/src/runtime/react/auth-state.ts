import type { DocumentAuth } from '../start/rendered-auth.ts'
import type { ClientUserInfo, NoUserInfo } from '../start/user-info.ts'

/** What the browser knows about who is signed in. */
export interface AuthState {
  auth: ClientUserInfo | NoUserInfo
  /** Whether an answer of the server is under way. */
  loading: boolean
}

/** Where a provider finds out who is signed in before any request is made: differs between server and browser. */
export interface RenderedAuth {
  /** What the document says, or `null`. The same on the server and while hydrating. */
  read(): DocumentAuth | null
  /** Called once mounted: from here on the document's text may be out of date. */
  expire(): void
}

/** Attribute of the element that carries the JSON text. */
export const AUTH_STATE_ATTRIBUTE = 'data-authkit-state'
