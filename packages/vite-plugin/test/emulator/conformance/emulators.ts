import { createEmulator } from 'workos/emulate'

import { LOCAL_API_KEY } from '../../../src/emulator/index.ts'
import { authorizeUrl, BASE_URL, createTestAuthKit, location, submit } from '../sign-in-flow.ts'

/** An emulator that requests can be sent to. */
export interface Emulator {
  send(path: string, init: RequestInit): Promise<Response>
  /** Signs a user in through a browser; the code that the app gets. */
  obtainCode(email: string, challenge: string): Promise<string>
  close(): Promise<void>
}

/** The users of both, with the password that both take. */
export const PASSWORD = 'correct horse battery staple'
const PEOPLE = [
  { email: 'ada@example.com', first: 'Ada', last: 'Adams' },
  { email: 'ben@example.com', first: 'Ben', last: 'Brown' },
]

/** The one of this project. */
export function localAuthKit(): Emulator {
  const { authKit } = createTestAuthKit({
    seed: {
      users: PEOPLE.map(({ email, first, last }) => ({
        email,
        firstName: first,
        lastName: last,
        password: PASSWORD,
      })),
      organizations: [],
    },
    now: Date.now,
  })
  return {
    send: (path, init) => authKit.fetch(new Request(BASE_URL + path, init)),
    obtainCode: async (email, challenge) => {
      const response = await submit(authKit, authorizeUrl({ code_challenge: challenge }), { email })
      return codeIn(location(response))
    },
    close: async () => undefined,
  }
}

/** WorkOS' own, from the npm package of its command line. */
export async function vendorEmulator(): Promise<Emulator> {
  const emulator = await createEmulator({
    port: 0,
    seed: {
      apiKeys: { [LOCAL_API_KEY]: { environment: 'test' } },
      users: PEOPLE.map(({ email, first, last }) => ({
        email,
        first_name: first,
        last_name: last,
        password: PASSWORD,
        email_verified: true,
      })),
    },
  })
  return {
    send: (path, init) => fetch(emulator.url + path, { ...init, redirect: 'manual' }),
    obtainCode: async (email, challenge) => {
      const url = authorizeUrl({ code_challenge: challenge, login_hint: email }, emulator.url)
      return codeIn(location(await fetch(url, { redirect: 'manual' })))
    },
    close: () => emulator.close(),
  }
}

function codeIn(url: URL): string {
  const code = url.searchParams.get('code')
  if (code === null) throw new Error(`No code in ${url.href}.`)
  return code
}
