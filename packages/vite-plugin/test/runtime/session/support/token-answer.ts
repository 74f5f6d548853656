import type { Answer } from './workos-server.ts'
import { signToken } from './signing-key.ts'
import type { SigningKey } from './signing-key.ts'
import { user } from './user.ts'

/** An exchange that succeeds, with an access token of that signer. */
export function tokensSignedBy(signer: SigningKey): Answer {
  return async () =>
    Response.json({ user, access_token: await signToken(signer), refresh_token: 'refresh_1' })
}
