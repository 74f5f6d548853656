import { createLocalAuthKit, serveLocalAuthKit, type Seed } from 'vite-plugin-authkit-start/emulator'
import type { Environment } from './environment.ts'

/** A token exchange of an app. */
export interface Exchange {
  readonly grant: string
  /** Milliseconds since the epoch. */
  readonly tokenExpires: number
}

/** A local AuthKit in this process, whose clock the journey sets and whose exchanges it sees. */
export interface OwnAuthKit extends AsyncDisposable {
  /** What an app starts with to use it. */
  readonly environment: Environment
  /** Every successful token exchange so far. */
  readonly exchanges: readonly Exchange[]
  /** Milliseconds by which its clock is behind: tokens made meanwhile live that much shorter. */
  clockBehind: number
  log(): string
}

/** Serves a local AuthKit with the given users on a free port. */
export async function serveOwnAuthKit(seed: Seed): Promise<OwnAuthKit> {
  const exchanges: Exchange[] = []
  const requests: string[] = []
  const authKit = createLocalAuthKit({ seed, now: () => Date.now() - own.clockBehind })
  const server = await serveLocalAuthKit({
    port: 0,
    authKit: {
      ...authKit,
      fetch: async (request) => {
        const body = request.clone()
        const response = await authKit.fetch(request)
        requests.push(`${request.method} ${request.url} -> ${response.status}`)
        if (response.ok && request.url.endsWith('/user_management/authenticate')) {
          exchanges.push(await exchangeOf(body, response.clone()))
        }
        return response
      },
    },
  })
  const own: OwnAuthKit = {
    environment: {
      WORKOS_API_HOSTNAME: 'localhost',
      WORKOS_API_PORT: String(server.port),
      WORKOS_API_HTTPS: 'false',
      WORKOS_CLIENT_ID: authKit.clientId,
      WORKOS_API_KEY: authKit.apiKey,
      AUTHKIT_ALLOW_LOCAL: 'test',
    },
    exchanges,
    clockBehind: 0,
    log: () => requests.join('\n'),
    [Symbol.asyncDispose]: () => server.close(),
  }
  return own
}

/** What a deployment of an app sets to use it. */
export function deploymentOn({ environment }: OwnAuthKit): (origin: string) => Environment {
  return (origin) => ({
    ...environment,
    WORKOS_REDIRECT_URI: `${origin}/api/auth/callback`,
    WORKOS_COOKIE_PASSWORD: 'a password of a journey, longer than 32 characters',
  })
}

async function exchangeOf(request: Request, response: Response): Promise<Exchange> {
  const { grant_type: grant } = (await request.json()) as { grant_type: string }
  const { access_token: token } = (await response.json()) as { access_token: string }
  const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()
  const { exp } = JSON.parse(claims) as { exp: number }
  return { grant, tokenExpires: exp * 1000 }
}
