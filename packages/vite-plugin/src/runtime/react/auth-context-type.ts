import type { Impersonator, User } from '../session/index.ts'
import type { NoUserInfo, ClientUserInfo } from '../start/user-info.ts'

/** What `useAuth()` answers. */
export interface AuthContextType {
  user: User | null
  // Absent when nobody is signed in.
  sessionId?: string | undefined
  organizationId?: string | undefined
  role?: string | undefined
  roles?: string[] | undefined
  permissions?: string[] | undefined
  entitlements?: string[] | undefined
  featureFlags?: string[] | undefined
  impersonator?: Impersonator | undefined
  /** Whether an answer of the server is under way. */
  loading: boolean
  /** Asks the server again. When it can't be reached, nobody is signed in. */
  getAuth: (options?: { ensureSignedIn?: boolean }) => Promise<void>
  /** Exchanges the session's tokens for new ones. A failure changes nothing and is answered, not thrown. */
  refreshAuth: (options?: {
    ensureSignedIn?: boolean
    organizationId?: string
  }) => Promise<void | { error: string }>
  /**
   * Ends the session and leaves the page.
   *
   * @param options `returnTo`: path of this app; default `/`
   */
  signOut: (options?: { returnTo?: string | undefined }) => Promise<void>
  /** Signs in to another organization. A failure changes nothing and is answered, not thrown. */
  switchToOrganization: (organizationId: string) => Promise<void | { error: string }>
}

/** What a server function answers about who is signed in. */
export type AuthAnswer = ClientUserInfo | NoUserInfo
