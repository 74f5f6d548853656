import type { Impersonator, User } from '../api/workos-types.ts'

/** What the session cookie holds, sealed. */
export interface Session {
  accessToken: string
  refreshToken: string
  user: User
  impersonator?: Impersonator | undefined
}
