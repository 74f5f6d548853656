import { createServerFn } from '@tanstack/react-start'

import { getRequestState } from '../context.ts'
import { readAuth } from '../request-state.ts'
import type { ServerFunction } from '../server-function.ts'
import { toUserInfo } from '../user-info.ts'
import type { NoUserInfo, UserInfo } from '../user-info.ts'

/**
 * Who makes this request, with their access token. Return only the parts a page needs from a loader: what a loader
 * returns is written into the HTML.
 *
 * @throws Error when `authkitMiddleware()` isn't installed
 */
export const getAuth: ServerFunction<UserInfo | NoUserInfo> = createServerFn({ method: 'GET' }).handler(() =>
  toUserInfo(readAuth(getRequestState())),
)
