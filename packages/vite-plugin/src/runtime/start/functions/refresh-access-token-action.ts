import { createServerFn } from '@tanstack/react-start'

import { refreshSession } from '../refresh-session.ts'
import type { ServerFunction } from '../server-function.ts'

/**
 * A new access token; `undefined` when nobody is signed in.
 *
 * @throws TokenRefreshError when WorkOS doesn't give new tokens
 */
export const refreshAccessTokenAction: ServerFunction<string | undefined> = createServerFn({
  method: 'POST',
}).handler(async () => {
  const auth = await refreshSession()
  return auth.user === null ? undefined : auth.accessToken
})
