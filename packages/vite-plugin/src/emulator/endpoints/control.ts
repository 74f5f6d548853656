import { ApiError, apiResponse } from '../api-error.ts'
import { BodyFields } from '../body-fields.ts'
import { assertControlRequest } from '../control/assert-control-request.ts'
import { ControlError } from '../control/check-control.ts'
import type { Call, Endpoint } from '../endpoint.ts'
import type { Seed } from '../seed/seed.ts'
import type { Impersonator } from '../store/records.ts'
import { authorizeAs } from './control-authorize.ts'

/** Answers with what a request of the control does; `undefined` is answered with the state. */
type Command = (call: Call, body: BodyFields) => unknown

/** A command that is behind the checks of the control. */
function command(run: Command): Endpoint {
  return async (call) => {
    assertControlRequest(call)
    const body = call.request.method === 'GET' ? new BodyFields({}) : await BodyFields.read(call.request)
    try {
      const result = await run(call, body)
      return apiResponse(result ?? (await call.control.state()))
    } catch (error) {
      if (!(error instanceof ControlError)) throw error
      throw new ApiError(error.status, { message: error.message, code: 'invalid_control' })
    }
  }
}

const state: Command = () => undefined

const events: Command = ({ control }) => ({ events: control.events() })

const sessions: Command = ({ control }) => ({ sessions: control.sessions() })

const users: Command = ({ control }) => ({
  users: control.users(),
  organizations: control.organizations(),
  memberships: control.memberships(),
})

const reset: Command = ({ control }, body) => {
  body.only('seed')
  body.check()
  const seed = body.unknown('seed')
  // Checked by the control.
  control.reset(seed === undefined || seed === null ? undefined : (seed as Seed))
}

const tokenLifetime: Command = ({ control }, body) => {
  body.only('seconds')
  const seconds = required(body, 'seconds')
  body.check()
  control.setAccessTokenLifetime(seconds)
}

const clock: Command = ({ control }, body) => {
  body.only('offset', 'advance')
  const offset = body.number('offset')
  const advance = body.number('advance')
  if ((offset === undefined) === (advance === undefined)) {
    body.refuse('offset', 'or `advance` is needed, one of them: a number of seconds.')
  }
  body.check()
  if (offset !== undefined) control.setClock(offset)
  if (advance !== undefined) control.advanceClock(advance)
}

const failNext: Command = ({ control }, body) => {
  const names = ['endpoint', 'status', 'delay', 'times', 'retryAfter', 'error', 'errorDescription']
  body.only(...names)
  const endpoint = body.requiredText('endpoint')
  const numbers = ['status', 'delay', 'times', 'retryAfter'].map((name) => [name, body.number(name)] as const)
  const texts = ['error', 'errorDescription'].map((name) => [name, body.text(name)] as const)
  body.check()
  const given = [...numbers, ...texts].filter(([, value]) => value !== undefined)
  control.failNext({ endpoint, ...Object.fromEntries(given) })
}

const clearFailures: Command = ({ control }) => control.clearFailures()

const rotateKeys: Command = async ({ control }, body) => {
  body.only('keepOld')
  const keepOld = body.flag('keepOld') ?? true
  body.check()
  await control.rotateKeys({ keepOld })
}

const revokeSession: Command = ({ control }, body) => {
  body.only('sessionId')
  const sessionId = body.requiredText('sessionId')
  body.check()
  return control.revokeSession(sessionId)
}

const signIn: Command = (call, body) => {
  body.only('user', 'organizationId', 'impersonator', 'lifetime')
  const user = body.requiredText('user')
  const organizationId = body.nullableText('organizationId')
  const lifetime = body.number('lifetime')
  const impersonator = impersonatorOf(body)
  body.check()
  return call.control.signIn({
    user,
    baseUrl: call.baseUrl,
    ...(organizationId !== undefined && { organizationId }),
    ...(lifetime !== undefined && { lifetime }),
    ...(impersonator !== undefined && { impersonator }),
  })
}

const issueTokens: Command = (call, body) => {
  body.only('sessionId', 'organizationId', 'lifetime')
  const sessionId = body.requiredText('sessionId')
  const organizationId = body.nullableText('organizationId')
  const lifetime = body.number('lifetime')
  body.check()
  return call.control.issueTokens(sessionId, {
    baseUrl: call.baseUrl,
    ...(organizationId !== undefined && { organizationId }),
    ...(lifetime !== undefined && { lifetime }),
  })
}

const signInNext: Command = ({ control }, body) => {
  body.only('user', 'organizationId', 'impersonator', 'times')
  const user = body.requiredText('user')
  const organizationId = body.text('organizationId')
  const times = body.number('times')
  const impersonator = impersonatorOf(body)
  body.check()
  control.signInNext({
    user,
    ...(organizationId !== undefined && { organizationId }),
    ...(times !== undefined && { times }),
    ...(impersonator !== undefined && { impersonator }),
  })
}

const clearSignIns: Command = ({ control }) => control.clearSignIns()

const authorize: Command = (call, body) => authorizeAs(call, body, impersonatorOf(body))

function impersonatorOf(body: BodyFields): Impersonator | undefined {
  const fields = body.fields('impersonator')
  if (fields === undefined) return undefined
  fields.only('email', 'reason')
  const email = fields.requiredText('email')
  const reason = fields.nullableText('reason') ?? null
  fields.check()
  return { email, reason }
}

function required(body: BodyFields, name: string): number {
  const value = body.number(name)
  if (value === undefined) body.refuse(name, 'is required, a number.')
  return value ?? 0
}

/** What can be asked for below `/control`, with JSON. The answer is the state, where nothing else is said. */
export const controlRoutes: readonly {
  readonly path: string
  readonly methods: Readonly<Record<string, Endpoint>>
}[] = [
  { path: '/control/state', methods: { GET: command(state) } },
  { path: '/control/events', methods: { GET: command(events) } },
  { path: '/control/sessions', methods: { GET: command(sessions) } },
  { path: '/control/users', methods: { GET: command(users) } },
  { path: '/control/reset', methods: { POST: command(reset) } },
  { path: '/control/token-lifetime', methods: { POST: command(tokenLifetime) } },
  { path: '/control/clock', methods: { POST: command(clock) } },
  {
    path: '/control/failures',
    methods: { POST: command(failNext), DELETE: command(clearFailures) },
  },
  { path: '/control/rotate-keys', methods: { POST: command(rotateKeys) } },
  { path: '/control/revoke-session', methods: { POST: command(revokeSession) } },
  { path: '/control/sign-in', methods: { POST: command(signIn) } },
  { path: '/control/authorize', methods: { POST: command(authorize) } },
  { path: '/control/issue-tokens', methods: { POST: command(issueTokens) } },
  {
    path: '/control/next-sign-in',
    methods: { POST: command(signInNext), DELETE: command(clearSignIns) },
  },
]
