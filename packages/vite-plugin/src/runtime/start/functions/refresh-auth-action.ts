import { createServerFn } from '@tanstack/react-start'

import { refreshSession } from '../refresh-session.ts'
import { checkOptionalOrganization } from '../server-function-input.ts'
import type { ServerFunctionWithOptionalData } from '../server-function.ts'
import { toClientUserInfo } from '../user-info.ts'
import type { ClientUserInfo, NoUserInfo } from '../user-info.ts'

/**
 * Exchanges the session's tokens for new ones now.
 *
 * @throws TokenRefreshError when WorkOS doesn't give new tokens
 */
export const refreshAuthAction: ServerFunctionWithOptionalData<
  { organizationId?: string | undefined },
  ClientUserInfo | NoUserInfo
> = createServerFn({ method: 'POST' })
  .validator(checkOptionalOrganization)
  .handler(async ({ data }) => toClientUserInfo(await refreshSession(data.organizationId)))
