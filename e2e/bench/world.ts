import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  createLocalAuthKit,
  LOCAL_API_KEY,
  LOCAL_CLIENT_ID,
  serveLocalAuthKit,
} from 'vite-plugin-authkit-start/emulator'
import { createWorkOSClient, sessionEncryption, type Session } from 'vite-plugin-authkit-start/session'
import type { Environment } from '../harness/environment.ts'
import { run } from '../harness/run.ts'
import { e2eRoot } from '../harness/workspace.ts'
import { variants, type Variant } from './variants.ts'

const buildProgram = fileURLToPath(new URL('programs/build-app.ts', import.meta.url))
const appFolder = join(e2eRoot, 'node_modules/.cache/bench')
const redirectUri = 'http://localhost:3000/api/auth/callback'
const password = 'a password for benchmarks, longer than 32 characters'

/** Longer than any run. */
const TOKEN_LIFETIME = 6 * 3600

/** The built apps, a WorkOS of this machine that answers all of them, and a user who is signed in. */
export interface World extends AsyncDisposable {
  /** Folder with `client/` and `server/`. */
  readonly apps: Readonly<Record<Variant, string>>
  /** What the apps' processes need. */
  readonly environment: Environment
  readonly session: Session
  /** A session cookie (`name=value`) that nobody has seen before. */
  newCookie(): Promise<string>
}

/** Builds the apps, one after the other, and signs a user in. */
export async function createWorld(): Promise<World> {
  process.stderr.write('Building the apps.\n')
  for (const variant of variants) {
    await run(process.execPath, [buildProgram, variant, join(appFolder, variant)], {
      cwd: e2eRoot,
      env: { NODE_ENV: 'production' },
    })
  }
  const authKit = createLocalAuthKit({ accessTokenLifetime: TOKEN_LIFETIME })
  const server = await serveLocalAuthKit({ port: 0, authKit })
  const session = await signIn(server.url)
  return {
    apps: {
      none: join(appFolder, 'none'),
      ours: join(appFolder, 'ours'),
      theirs: join(appFolder, 'theirs'),
    },
    environment: {
      NODE_ENV: 'production',
      AUTHKIT_ALLOW_LOCAL: 'test',
      WORKOS_CLIENT_ID: LOCAL_CLIENT_ID,
      WORKOS_API_KEY: LOCAL_API_KEY,
      WORKOS_API_HOSTNAME: 'localhost',
      WORKOS_API_PORT: String(server.port),
      WORKOS_API_HTTPS: 'false',
      WORKOS_REDIRECT_URI: redirectUri,
      WORKOS_COOKIE_PASSWORD: password,
    },
    session,
    newCookie: async () => `wos-session=${await sessionEncryption.sealData(session, { password })}`,
    [Symbol.asyncDispose]: () => server.close(),
  }
}

/** Signs Alice in on the sign-in page, as a browser would. */
async function signIn(apiBaseUrl: string): Promise<Session> {
  const workos = createWorkOSClient({ apiKey: LOCAL_API_KEY, apiBaseUrl })
  const pkce = await workos.pkce?.generate()
  if (!pkce) throw new Error('The client makes no PKCE pairs.')
  const url = workos.userManagement.getAuthorizationUrl({
    clientId: LOCAL_CLIENT_ID,
    redirectUri,
    state: 'state',
    codeChallenge: pkce.codeChallenge,
    codeChallengeMethod: 'S256',
    provider: 'authkit',
  })
  const form = new URLSearchParams({ user_id: 'user_local_alice' })
  const chosen = await fetch(url, { method: 'POST', body: form, redirect: 'manual' })
  const code = new URL(chosen.headers.get('location') ?? '').searchParams.get('code')
  if (code === null) throw new Error('The sign-in gave no code.')
  const { accessToken, refreshToken, user } = await workos.userManagement.authenticateWithCode({
    clientId: LOCAL_CLIENT_ID,
    code,
    codeVerifier: pkce.codeVerifier,
  })
  return { accessToken, refreshToken, user }
}
