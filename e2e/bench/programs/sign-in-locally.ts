import { createHash, randomBytes } from 'node:crypto'
import { createLocalAuthKit, LOCAL_API_KEY, LOCAL_CLIENT_ID } from 'vite-plugin-authkit-start/emulator'

const BASE = 'http://localhost:4100'
const REDIRECT_URI = 'http://localhost:3000/api/auth/callback'

const authKit = createLocalAuthKit()

/** The sign-in page, its form, and the exchange of the code with PKCE, as a browser and an app's server ask for them. */
export async function signIn(): Promise<void> {
  const verifier = randomBytes(32).toString('base64url')
  const url = new URL(`${BASE}/user_management/authorize`)
  url.search = new URLSearchParams({
    client_id: LOCAL_CLIENT_ID,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    provider: 'authkit',
    redirect_uri: REDIRECT_URI,
    response_type: 'code',
    state: 'state',
  }).toString()
  const page = await (await authKit.fetch(new Request(url))).text()
  if (!page.includes('user_local_alice')) throw new Error('The page does not offer Alice.')
  const submitted = await authKit.fetch(
    new Request(url, { method: 'POST', body: new URLSearchParams({ user_id: 'user_local_alice' }) }),
  )
  const code = new URL(submitted.headers.get('location') ?? '').searchParams.get('code')
  const tokens = await authKit.fetch(
    new Request(`${BASE}/user_management/authenticate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'authorization_code',
        client_id: LOCAL_CLIENT_ID,
        client_secret: LOCAL_API_KEY,
        code,
        code_verifier: verifier,
      }),
    }),
  )
  const { access_token: accessToken } = (await tokens.json()) as { access_token?: string }
  if (accessToken === undefined) throw new Error('There is no access token.')
}
