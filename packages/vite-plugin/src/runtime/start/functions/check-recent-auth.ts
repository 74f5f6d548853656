import { createServerFn } from '@tanstack/react-start'

import { getRequestState } from '../context.ts'
import { judgeRecentAuth } from '../recent-auth.ts'
import type { RecentAuth } from '../recent-auth.ts'
import { readAuth } from '../request-state.ts'
import { checkMaxAge } from '../server-function-input.ts'
import type { ServerFunctionWithData } from '../server-function.ts'

/**
 * Whether the user has actively signed in within the last `maxAge` seconds. Stale when nobody is signed in, or
 * when the session doesn't say. To have somebody sign in again, pass `maxAge` to `getSignInUrl`.
 *
 * @throws TypeError when `maxAge` isn't a number of seconds
 */
export const checkRecentAuth: ServerFunctionWithData<{ maxAge: number }, RecentAuth> = createServerFn({
  method: 'GET',
})
  .validator(checkMaxAge)
  .handler(({ data }) => {
    const auth = readAuth(getRequestState())
    const authTime = auth.user === null ? undefined : auth.claims['auth_time']
    return judgeRecentAuth(authTime, data.maxAge, Math.floor(Date.now() / 1000))
  })
