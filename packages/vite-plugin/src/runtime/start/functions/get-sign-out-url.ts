import { createServerFn } from '@tanstack/react-start'

import { getRequestState } from '../context.ts'
import { endSession } from '../end-session.ts'
import { toAbsoluteReturnTo } from '../return-to.ts'
import { checkReturnTo } from '../server-function-input.ts'
import type { ServerFunctionWithOptionalData } from '../server-function.ts'

/**
 * Ends the session and says where the browser must go to end WorkOS' part of it; `null` when nobody was signed in.
 * For `AuthKitProvider` only.
 *
 * @throws TypeError when `returnTo` leaves the app; AuthKitError `ERR_PREFETCH` in a page that a browser only prefetches
 */
export const getSignOutUrl: ServerFunctionWithOptionalData<
  { returnTo?: string | undefined },
  { url: string | null }
> = createServerFn({ method: 'POST' })
  .validator(checkReturnTo)
  .handler(async ({ data }) => {
    const { request, cookies } = getRequestState()
    const returnTo = data.returnTo === undefined ? undefined : toAbsoluteReturnTo(data.returnTo)
    const ended = await endSession(request, returnTo)
    for (const cookie of ended.cookies) cookies.set(cookie)
    return { url: ended.logoutUrl }
  })
