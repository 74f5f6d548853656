import { inject, vi } from 'vitest'

import { loadCopy } from './built-app.ts'
import type { Deployment } from './built-app.ts'
import { callServerFunction } from './call-server-function.ts'
import type { ServerFunctionAnswer } from './call-server-function.ts'
import { startLocalWorkOS } from './local-workos.ts'
import type { LocalWorkOS } from './local-workos.ts'
import { TestBrowser } from './test-browser.ts'
import type { Visit } from './test-browser.ts'

/** Where the app under test is. */
export const ORIGIN = 'http://localhost:3000'

/** Name of the session cookie. */
export const SESSION = 'wos-session'

/** Seconds by which a session made with `{ expired: true }` is too old. */
const PAST_EXPIRY = 3600

/** Where and how an app runs. */
export interface Hosting {
  /** The app's address for browsers. */
  origin: string
  /** Path below which the app is served: `/portal`. */
  basePath?: string
  /** Builds the app and starts it with these variables, which the process has too. */
  deploy: (env: Readonly<Record<string, string>>) => Promise<Deployment>
}

/** The built app, the WorkOS API it talks to, and what a visitor does with both. */
export interface World {
  app: Deployment
  origin: string
  workos: LocalWorkOS
  newBrowser(): TestBrowser
  /** Begins a sign-in at the app's route, chooses a user at AuthKit, and follows the way back. */
  signIn(
    browser: TestBrowser,
    options?: { user?: 'alice' | 'bob'; returnPathname?: string; expired?: boolean },
  ): Promise<Visit>
  /** Calls a server function as a page of the app does. */
  call(
    browser: TestBrowser,
    name: string,
    method: 'GET' | 'POST',
    data?: unknown,
    headers?: Record<string, string>,
  ): Promise<ServerFunctionAnswer>
  end(): Promise<void>
}

/** Loads the built app into this process, and starts a WorkOS API for it; the process' environment is set up as a server's would be. */
export function createWorld(): Promise<World> {
  return createHostedWorld({ origin: ORIGIN, deploy: () => loadCopy(inject('fixture')) })
}

/** The same, with the app at another address, or run by something else than this process. */
export async function createHostedWorld({ origin, basePath = '', deploy }: Hosting): Promise<World> {
  const workos = await startLocalWorkOS(origin)
  const env = {
    NODE_ENV: 'production',
    WORKOS_CLIENT_ID: 'client_local',
    WORKOS_API_KEY: 'sk_test_local',
    WORKOS_API_HOSTNAME: 'localhost',
    WORKOS_API_PORT: String(workos.server.port),
    WORKOS_API_HTTPS: 'false',
    WORKOS_REDIRECT_URI: `${origin}${basePath}/api/auth/callback`,
    WORKOS_COOKIE_PASSWORD: 'a password of a test, longer than 32 characters',
    AUTHKIT_ALLOW_LOCAL: 'test',
  }
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  const app = await deploy(env)
  const functions = await readFunctionUrls(app, origin + basePath)

  return {
    app,
    origin,
    workos,
    newBrowser: () => new TestBrowser({ [origin]: app.fetch }),
    async signIn(browser, { user = 'alice', returnPathname = '/', expired = false } = {}) {
      if (expired) workos.backdate(PAST_EXPIRY)
      const page = await browser.visit(
        `${origin}${basePath}/api/auth/sign-in?returnPathname=${encodeURIComponent(returnPathname)}`,
      )
      const chosen = await browser.send(page.url, {
        method: 'POST',
        body: new URLSearchParams({ user_id: `user_local_${user}` }),
      })
      // Not one page further: it would refresh a session that must stay expired.
      const response = await browser.send(locationOf(chosen))
      workos.backdate(0)
      workos.calls.length = 0
      return {
        url: page.url,
        response,
        html: await response.clone().text(),
        trail: [...page.trail, chosen, response],
      }
    },
    call: (browser, name, method, data, headers = {}) =>
      callServerFunction(browser, { origin, url: functions[name] ?? name, method, data, headers }),
    async end() {
      await app.remove()
      await workos.server.close()
      vi.unstubAllEnvs()
    },
  }
}

/** The address a redirect leads to, absolute. */
export function locationOf(response: Response): URL {
  const location = response.headers.get('location')
  if (location === null) throw new Error(`Status ${response.status} without a Location.`)
  return new URL(location, ORIGIN)
}

/** The names of the cookies that a response sets, in order; a deleted one is marked. */
export function cookiesSetBy(response: Response): string[] {
  return response.headers.getSetCookie().map((header) => {
    const name = header.slice(0, header.indexOf('='))
    return header.includes('Max-Age=0') ? `${name} deleted` : name
  })
}

async function readFunctionUrls(app: Deployment, origin: string): Promise<Record<string, string>> {
  const response = await app.fetch(new Request(`${origin}/api/probe/functions`))
  return response.json()
}
