import { createServerFn } from '@tanstack/react-start'

import { getRequestState } from '../context.ts'
import { readAuth } from '../request-state.ts'
import type { ServerFunction } from '../server-function.ts'
import { toClientUserInfo } from '../user-info.ts'
import type { ClientUserInfo, NoUserInfo } from '../user-info.ts'

/** Who makes this request, without any token: what `AuthKitProvider` shows. */
export const getAuthAction: ServerFunction<ClientUserInfo | NoUserInfo> = createServerFn({
  method: 'GET',
}).handler(() => {
  const state = getRequestState()
  const auth = readAuth(state)
  return auth.user === null && state.isUnknown ? { user: null, unavailable: true } : toClientUserInfo(auth)
})
