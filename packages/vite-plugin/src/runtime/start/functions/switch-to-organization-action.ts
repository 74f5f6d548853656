import { createServerFn } from '@tanstack/react-start'

import { refreshSession } from '../refresh-session.ts'
import { checkOrganizationSwitch } from '../server-function-input.ts'
import type { ServerFunctionWithData } from '../server-function.ts'
import { toClientUserInfo } from '../user-info.ts'
import type { ClientUserInfo, NoUserInfo } from '../user-info.ts'

/**
 * Signs the user in to another of their organizations. Never redirects.
 *
 * @throws TokenRefreshError when WorkOS refuses; AuthKitError `ERR_PREFETCH` in a page that a browser only prefetches
 */
export const switchToOrganizationAction: ServerFunctionWithData<
  { organizationId: string },
  ClientUserInfo | NoUserInfo
> = createServerFn({ method: 'POST' })
  .validator(checkOrganizationSwitch)
  .handler(async ({ data }) => toClientUserInfo(await refreshSession(data.organizationId)))
