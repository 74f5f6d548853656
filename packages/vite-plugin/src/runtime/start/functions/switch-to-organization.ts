import { redirect } from '@tanstack/react-router'
import { createServerFn } from '@tanstack/react-start'

import { HOME_PATH } from '../home-path.ts'
import { refreshSession } from '../refresh-session.ts'
import { toAbsoluteReturnTo, toLocalReturnTo } from '../return-to.ts'
import { checkOrganizationSwitch } from '../server-function-input.ts'
import type { ServerFunctionWithData } from '../server-function.ts'
import { toUserInfo } from '../user-info.ts'
import type { UserInfo } from '../user-info.ts'

/**
 * Signs the user in to another of their organizations. When nobody is signed in, throws a redirect to `returnTo`
 * (default: `/`).
 *
 * @throws TokenRefreshError when WorkOS refuses; TypeError when `returnTo` leaves the app; AuthKitError `ERR_PREFETCH` in a
 *   page that a browser only prefetches
 */
export const switchToOrganization: ServerFunctionWithData<
  { organizationId: string; returnTo?: string | undefined },
  UserInfo
> = createServerFn({ method: 'POST' })
  .validator(checkOrganizationSwitch)
  .handler(async ({ data }) => {
    const returnTo =
      data.returnTo === undefined ? HOME_PATH : toLocalReturnTo(toAbsoluteReturnTo(data.returnTo))
    const info = toUserInfo(await refreshSession(data.organizationId))
    if (info.user === null) throw redirect({ href: returnTo })
    return info
  })
