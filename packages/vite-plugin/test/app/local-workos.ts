import {
  createLocalAuthKit,
  DEFAULT_SEED,
  generateSigningKey,
  serveLocalAuthKit,
} from '../../src/emulator/index.ts'
import type { LocalAuthKit, LocalAuthKitServer } from '../../src/emulator/index.ts'

/** A WorkOS API on a port of this machine, whose clock a test can turn. */
export interface LocalWorkOS {
  readonly server: LocalAuthKitServer
  /** What the API was asked, as `METHOD /path`, oldest first. */
  readonly calls: string[]
  /** How many of the calls asked for tokens, in exchange for a code or a refresh token. */
  readonly exchanges: number
  /** Issues tokens as of so many seconds ago from here on; 0 is now. */
  backdate(seconds: number): void
  /** Answers every request with this instead, until it is called without one. */
  fail(response?: (request: Request) => Response | Promise<Response>): void
  /** Answers nothing until then. */
  pause(until: Promise<unknown>): void
}

/** Another organization of Alice's; she signs in to the first one. */
export const SECOND_ORGANIZATION = 'org_local_second'

/** One in which Alice may do so much that her session doesn't fit into a cookie. */
export const LARGE_ORGANIZATION = 'org_local_large'

/** Starts a WorkOS API with real keys and real HTTP, for apps on this machine and at the given origins. */
export async function startLocalWorkOS(...origins: string[]): Promise<LocalWorkOS> {
  let age = 0
  let failure: ((request: Request) => Response | Promise<Response>) | undefined
  let pause: Promise<unknown> | undefined
  const calls: string[] = []
  const authKit = createLocalAuthKit({
    now: () => Date.now() - age * 1000,
    signingKey: await generateSigningKey(),
    allowedOrigins: new Set(origins),
    seed: {
      ...DEFAULT_SEED,
      organizations: [
        ...DEFAULT_SEED.organizations,
        {
          id: SECOND_ORGANIZATION,
          name: 'Second Org',
          members: [{ email: 'alice@example.com', role: 'member' }],
        },
        {
          id: LARGE_ORGANIZATION,
          name: 'Large Org',
          members: [
            {
              email: 'alice@example.com',
              role: 'member',
              permissions: Array.from({ length: 200 }, (_, index) => `things-${index}:write`),
            },
          ],
        },
      ],
    },
  })
  const recording: LocalAuthKit = {
    ...authKit,
    fetch: async (request) => {
      calls.push(`${request.method} ${new URL(request.url).pathname}`)
      await pause
      return failure ? failure(request) : authKit.fetch(request)
    },
  }
  return {
    server: await serveLocalAuthKit({ port: 0, authKit: recording }),
    calls,
    get exchanges() {
      return calls.filter((call) => call.endsWith('/authenticate')).length
    },
    backdate: (seconds) => void (age = seconds),
    fail: (response) => void (failure = response),
    pause: (until) => void (pause = until),
  }
}
