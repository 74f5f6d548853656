import { getConfig } from '../session/index.ts'
import { getRequestStateOrNull } from './context.ts'

/** The callback URL of this request: that of its middleware, else the configured one. Its origin is the app's. */
export function currentRedirectUri(): string {
  return getRequestStateOrNull()?.redirectUri ?? getConfig('redirectUri')
}
