import { createServerFn } from '@tanstack/react-start'

import { getRequestStateOrNull } from '../context.ts'
import { readAuth } from '../request-state.ts'
import type { ServerFunction } from '../server-function.ts'
import { toUserInfo } from '../user-info.ts'

/** The access token; `undefined` when nobody is signed in or `authkitMiddleware()` isn't installed. */
export const getAccessTokenAction: ServerFunction<string | undefined> = createServerFn({
  method: 'GET',
}).handler(() => {
  const state = getRequestStateOrNull()
  if (!state) return undefined
  const info = toUserInfo(readAuth(state))
  return info.user === null ? undefined : info.accessToken
})
