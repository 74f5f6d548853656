import { redirect } from '@tanstack/react-router'
import { createServerFn } from '@tanstack/react-start'

import { getRequestState } from '../context.ts'
import { endSession } from '../end-session.ts'
import { HOME_PATH } from '../home-path.ts'
import { toAbsoluteReturnTo, toLocalReturnTo } from '../return-to.ts'
import { checkReturnTo } from '../server-function-input.ts'
import type { ServerFunctionWithOptionalData } from '../server-function.ts'

/**
 * Ends the session and leaves the page: always throws a redirect, to WorkOS' logout when somebody was signed in,
 * else to `returnTo` (default: `/`).
 *
 * @throws Error when `authkitMiddleware()` isn't installed; TypeError when `returnTo` leaves the app; AuthKitError
 *   `ERR_PREFETCH` in a page that a browser only prefetches
 */
export const signOut: ServerFunctionWithOptionalData<{ returnTo?: string | undefined }, never> =
  createServerFn({ method: 'POST' })
    .validator(checkReturnTo)
    .handler(async ({ data }) => {
      const { request, cookies } = getRequestState()
      const returnTo = data.returnTo === undefined ? undefined : toAbsoluteReturnTo(data.returnTo)
      const ended = await endSession(request, returnTo)
      for (const cookie of ended.cookies) cookies.set(cookie)
      throw redirect({
        href: ended.logoutUrl ?? (returnTo === undefined ? HOME_PATH : toLocalReturnTo(returnTo)),
        reloadDocument: true,
        // 307, the default, would have a browser post its form to WorkOS as well.
        statusCode: 303,
      })
    })
