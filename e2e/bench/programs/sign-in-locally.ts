import { createHash, randomBytes } from 'node:crypto'
import { createLocalAuthKit, LOCAL_API_KEY, LOCAL_CLIENT_ID } from 'vite-plugin-authkit-start/emulator'
import { usedHeap } from './used-heap.ts'

/** What a round of sign-ins took. */
export interface SignInRound {
  /** Of all threads of the process, in seconds. */
  readonly processorTime: number
  /** Heap after collecting garbage, in MiB. */
  readonly heap: number
}

const BASE = 'http://localhost:4100'
const REDIRECT_URI = 'http://localhost:3000/api/auth/callback'

const authKit = createLocalAuthKit()

/** The sign-in page, its form, and the exchange of the code with PKCE, as a browser and an app's server ask for them. */
async function signIn(): Promise<void> {
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

/** Prints a list of {@link SignInRound}: `node --expose-gc sign-in-locally.ts ROUNDS SIGN_INS`. */
async function main(rounds: number, signIns: number): Promise<void> {
  for (let count = 0; count < 500; count += 1) await signIn()
  const results: SignInRound[] = []
  for (let round = 0; round < rounds; round += 1) {
    const start = process.cpuUsage()
    for (let count = 0; count < signIns; count += 1) await signIn()
    const { user, system } = process.cpuUsage(start)
    results.push({ processorTime: (user + system) / 1e6, heap: usedHeap() / 1024 / 1024 })
  }
  process.stdout.write(JSON.stringify(results))
}

await main(Number(process.argv[2]), Number(process.argv[3]))
