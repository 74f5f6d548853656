import { describe, expect, test } from 'vitest'

import { CookieLog } from '../../../../src/plugins/dev-page/watch/cookie-log.ts'
import { FlowLog, MAX_FLOWS, MAX_STEPS } from '../../../../src/plugins/dev-page/watch/flow-log.ts'
import { FlowWatch, type PendingVisit } from '../../../../src/plugins/dev-page/watch/flow-watch.ts'
import { getPKCECookieNameForState } from '../../../../src/runtime/session/pkce/verifier-cookies.ts'

const STATE = 'a-sealed-state'
const VERIFIER = getPKCECookieNameForState(STATE)
const LOCAL = '/__authkit/user_management'

/** A dev server whose requests a test makes up. */
class World {
  readonly flows: FlowLog = new FlowLog()
  readonly watch: FlowWatch
  readonly #cookies = new CookieLog()

  constructor(localUrl = 'http://localhost:3000/__authkit') {
    this.watch = new FlowWatch(this.flows, () => ({
      signInPath: '/sign-in',
      signOutPath: '/sign-out',
      callbackPath: '/callback',
      localPath: '/__authkit',
      localUrl,
      isSession: (name) => name === 'wos-session',
    }))
  }

  arrive(url: string, { method = 'GET', cookies = '', isForApp = true } = {}): PendingVisit {
    const { pathname, searchParams } = new URL(url, 'http://localhost:3000')
    const visit = {
      method,
      path: pathname,
      query: searchParams,
      cookieHeader: cookies,
      browser: '',
      isForApp,
    }
    return this.watch.arrive(visit)
  }

  answer(pending: PendingVisit, status: number, setCookies: string[] = [], location?: string): void {
    const cookies = this.#cookies.answer(setCookies, { browser: '', by: '', at: 0 })
    this.watch.answer(pending, { status, location, cookies })
  }

  visit(url: string, status: number, setCookies: string[] = [], location?: string, method = 'GET'): void {
    this.answer(this.arrive(url, { method }), status, setCookies, location)
  }

  /** The newest flow, a line for each step. */
  get told(): string[] {
    const [flow] = this.flows.all()
    if (flow === undefined) return []
    const steps = flow.steps.map(({ name, status = '-', detail = '', isFailure }) =>
      [isFailure === true ? '!' : ' ', name, status, detail].join(' ').trimEnd(),
    )
    return [`${flow.kind} ${flow.state}`, ...steps]
  }
}

const begin = (world: World): void =>
  world.visit(
    '/sign-in?returnPathname=/',
    302,
    [`${VERIFIER}=${STATE}; Path=/; Max-Age=600`],
    'http://elsewhere',
  )

const back = (world: World): PendingVisit =>
  world.arrive(`/callback?code=the-code&state=${STATE}`, { cookies: `${VERIFIER}=${STATE}` })

describe('a sign-in', () => {
  test('is told step by step, from whatever page it begins', () => {
    const world = new World()
    world.visit('/dashboard', 307, [`${VERIFIER}=${STATE}`])
    world.visit(`${LOCAL}/authorize?state=${STATE}`, 200)
    world.visit(
      `${LOCAL}/authorize?state=${STATE}`,
      303,
      [],
      `http://localhost:3000/callback?code=the-code&state=${STATE}`,
      'POST',
    )
    const callback = back(world)
    world.watch.callForTokens({ grantType: 'authorization_code', status: 200 })
    world.answer(callback, 307, ['wos-session=the-seal; Path=/'])
    expect(world.told).toEqual([
      'sign-in done',
      '  Started 307 GET /dashboard',
      '  Sign-in page shown 200',
      '  Signed in at AuthKit 303',
      '  Callback - /callback',
      '  Code exchanged for tokens 200',
      '  Session cookie set 307 19 bytes',
    ])
    const everything = JSON.stringify(world.flows.all())
    for (const secret of ['the-code', 'the-seal', STATE]) expect(everything).not.toContain(secret)
  })

  test('that is denied at AuthKit says so', () => {
    const world = new World()
    begin(world)
    const denied = 'http://localhost:3000/callback?error=access_denied&error_description=No'
    world.visit(`${LOCAL}/authorize?state=${STATE}`, 303, [], denied, 'POST')
    world.visit(`/callback?error=access_denied&error_description=No&state=${STATE}`, 400)
    expect(world.told.slice(2)).toEqual([
      '! Sign-in refused 303 access_denied: No',
      '  Callback - /callback',
      '! Callback failed 400 access_denied: No',
    ])
    expect(world.told[0]).toBe('sign-in failed')
  })

  test.each<[what: string, fail: (world: World) => void, told: string]>([
    [
      'the runtime says why',
      (world) => {
        const callback = back(world)
        world.watch.failCallback('The state is not ours. (ERR_STATE_MISMATCH)')
        world.answer(callback, 400)
      },
      '! Callback failed 400 The state is not ours. (ERR_STATE_MISMATCH)',
    ],
    [
      'the exchange was refused',
      (world) => {
        const callback = back(world)
        world.watch.callForTokens({ status: 400, reason: 'invalid_grant: The code has expired.' })
        world.answer(callback, 400)
      },
      '! Callback failed 400 invalid_grant: The code has expired.',
    ],
    [
      'AuthKit can not be reached',
      (world) => {
        const callback = back(world)
        world.watch.callForTokens({ reason: 'AuthKit could not be asked: ECONNREFUSED.' })
        world.answer(callback, 500)
      },
      '! Callback failed 500 AuthKit could not be asked: ECONNREFUSED.',
    ],
    [
      'its cookie is gone',
      (world) => world.visit(`/callback?code=the-code&state=${STATE}`, 400),
      `! Callback failed 400 The cookie ${VERIFIER}, with which this sign-in began, did not arrive: it is older than 10 minutes, or of another browser or host.`,
    ],
    [
      'it starts over',
      (world) => world.visit(`/callback?code=the-code&state=${STATE}`, 302, ['wos-auth-verifier-2=x']),
      '! Sign-in started over 302 The cookie',
    ],
    [
      'it has no code',
      (world) => world.visit(`/callback?state=${STATE}`, 400),
      '! Callback failed 400 It was opened without a code.',
    ],
    [
      'nobody knows',
      (world) => world.answer(back(world), 500),
      '! Callback failed 500 The app answered 500; the terminal says why.',
    ],
  ])('whose callback fails because %s says so', (_what, fail, told) => {
    const world = new World()
    begin(world)
    fail(world)
    const told2 = world.flows
      .all()
      .find(({ state }) => state === 'failed')
      ?.steps.at(-1)
    expect(`! ${told2?.name} ${told2?.status} ${told2?.detail}`).toContain(told)
    expect(JSON.stringify(world.flows.all())).not.toContain('the-code')
  })

  test.each([
    ['/callback?code=1', 'It was opened without a state.'],
    ['/callback', 'It was opened without a code.'],
  ])('%s belongs to none that is known', (url, reason) => {
    const world = new World()
    begin(world)
    world.visit(url, 400)
    expect(world.flows.all()).toHaveLength(2)
    expect(world.told.at(-1)).toContain(reason)
  })

  test('that does not begin is told of too', () => {
    const world = new World()
    world.visit('/sign-in', 500)
    expect(world.told).toEqual([
      'sign-in failed',
      '! Sign-in route 500 /sign-in started no sign-in; the terminal says why.',
    ])
  })
})

describe('a refresh', () => {
  test('is told with the request that needed it', () => {
    const world = new World()
    const files = world.arrive('/src/main.ts', { isForApp: false })
    const page = world.arrive('/dashboard')
    const file = world.arrive('/src/other.ts', { isForApp: false })
    // The app's server asks the local AuthKit through the same dev server.
    world.arrive(`${LOCAL}/authenticate`, { method: 'POST' })
    world.watch.callForTokens({ grantType: 'refresh_token', status: 200 })
    for (const pending of [file, files]) world.answer(pending, 200)
    world.answer(page, 200, ['wos-session=new'])
    expect(world.told).toEqual([
      'refresh done',
      '  Refresh - on the way of GET /dashboard',
      '  New tokens 200',
      '  Session cookie set 200 14 bytes',
    ])
  })

  test('that is refused ends the session', () => {
    const world = new World()
    const page = world.arrive('/dashboard')
    world.watch.callForTokens({ grantType: 'refresh_token', status: 400, reason: 'invalid_grant' })
    world.answer(page, 200, ['wos-session=; Max-Age=0'])
    expect(world.told).toEqual([
      'refresh failed',
      '  Refresh - on the way of GET /dashboard',
      '! New tokens 400 invalid_grant',
      '  Session cookie cleared 200',
    ])
    expect(world.flows.all()).toHaveLength(1)
  })

  test('is not taken for the exchange of a code that happens at the same time', () => {
    const world = new World()
    begin(world)
    const page = world.arrive('/dashboard')
    back(world)
    world.watch.callForTokens({ grantType: 'refresh_token', status: 200 })
    world.answer(page, 200)
    expect(world.flows.all().map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'refresh done',
      'sign-in under way',
    ])
  })
})

describe('a sign-out', () => {
  test('is told until the session has ended at the local AuthKit', () => {
    const world = new World()
    const logout = `${LOCAL}/sessions/logout?session_id=session_1`
    world.visit('/sign-out', 303, ['wos-session=; Max-Age=0'], `http://localhost:3000${logout}`)
    expect(world.told[0]).toBe('sign-out under way')
    world.visit(logout, 302, [], 'http://localhost:3000/')
    expect(world.told).toEqual([
      'sign-out done',
      '  Sign-out 303 GET /sign-out',
      '  Session cookie cleared -',
      '  Session ended at AuthKit 302',
    ])
  })

  test('is told to its end where the local AuthKit has a port of its own', () => {
    const world = new World('http://127.0.0.1:4711')
    const logout = '/user_management/sessions/logout?session_id=session_1'
    world.visit('/sign-out', 303, ['wos-session=; Max-Age=0'], `http://127.0.0.1:4711${logout}`)
    expect(world.told[0]).toBe('sign-out under way')
    // As the recorder tells of a request to that port.
    world.visit(`/__authkit${logout}`, 302, [], 'http://localhost:3000/')
    expect(world.told[0]).toBe('sign-out done')
    expect(world.told.at(-1)).toBe('  Session ended at AuthKit 302')
  })

  test.each([
    ['https://api.workos.com/user_management/sessions/logout?session_id=1', 'On to AuthKit'],
    ['http://localhost:4100/user_management/sessions/logout?session_id=1', 'On to AuthKit'],
    ['/', 'Back in the app'],
  ])('goes on to %s', (location, step) => {
    const world = new World()
    world.visit('/sign-out', 303, ['wos-session=; Max-Age=0'], location, 'POST')
    expect(world.told[0]).toBe('sign-out done')
    expect(world.told.at(-1)).toContain(step)
  })

  test('that is refused says so', () => {
    const world = new World()
    world.visit('/sign-out', 403)
    expect(world.told).toEqual(['sign-out failed', '! Sign-out 403 GET /sign-out'])
  })
})

test('flows and steps are bounded', () => {
  const flows = new FlowLog()
  const step = { at: 0, name: 'Step', detail: 'x'.repeat(10_000) }
  for (let index = 0; index < MAX_FLOWS * 2; index += 1) flows.begin('refresh', `refresh ${index}`, step)
  const last = `refresh ${MAX_FLOWS * 2 - 1}`
  for (let index = 0; index < MAX_STEPS * 2; index += 1) flows.add(last, step)
  expect(flows.all()).toHaveLength(MAX_FLOWS)
  expect(flows.all()[0]?.steps).toHaveLength(MAX_STEPS)
  expect(JSON.stringify(flows.all()).length).toBeLessThan(MAX_FLOWS * MAX_STEPS * 500)
})

test('a request that is given up is forgotten', () => {
  const world = new World()
  const page = world.arrive('/dashboard')
  world.watch.leave(page)
  world.watch.callForTokens({ grantType: 'refresh_token', status: 200 })
  expect(world.told).toEqual(['refresh done', '  Refresh -', '  New tokens 200'])
})
