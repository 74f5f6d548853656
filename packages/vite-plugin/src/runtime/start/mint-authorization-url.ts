import type { GetAuthorizationUrlOptions } from '../session/index.ts'
import { beginSignIn } from './begin-sign-in.ts'
import { getRequestState } from './context.ts'
import { refusePrefetch } from './refuse-prefetch.ts'

/** Makes an authorize URL for a server function; its cookies leave with the response of this request. */
export async function mintAuthorizationUrl(options: GetAuthorizationUrlOptions): Promise<string> {
  const state = getRequestState()
  refusePrefetch(state)
  const { request, cookies } = state
  const flow = await beginSignIn(request, options)
  for (const cookie of flow.cookies) cookies.set(cookie)
  return flow.url
}
