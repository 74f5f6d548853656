import { beforeAll, beforeEach, describe, expect, test } from 'vitest'

import {
  AuthKitCore,
  AuthOperations,
  createWorkOSClient,
  sessionEncryption,
} from '../../../../src/runtime/session/index.ts'
import type { Session } from '../../../../src/runtime/session/index.ts'
import { makeSigningKey, signToken } from '../support/signing-key.ts'
import type { SigningKey } from '../support/signing-key.ts'
import { tokensSignedBy } from '../support/token-answer.ts'
import { user } from '../support/user.ts'
import { validConfig } from '../support/valid-config.ts'
import { WorkOSServer } from '../support/workos-server.ts'

let key: SigningKey
let server: WorkOSServer
let core: AuthKitCore
let operations: AuthOperations
let session: Session

beforeAll(async () => {
  key = await makeSigningKey()
})

beforeEach(async () => {
  server = new WorkOSServer(key)
  const client = createWorkOSClient(validConfig, { fetch: server.fetch })
  core = new AuthKitCore(validConfig, client, sessionEncryption, { fetch: server.fetch })
  operations = new AuthOperations(core, client, validConfig, sessionEncryption)
  session = {
    accessToken: await signToken(key, { claims: { org_id: 'org_1' } }),
    refreshToken: 'refresh_0',
    user,
  }
})

test.each([
  ['alone', undefined, 'session_id=session_1'],
  [
    'with where to return',
    { returnTo: 'https://a.example/' },
    'session_id=session_1&return_to=https%3A%2F%2Fa.example%2F',
  ],
  ['with nowhere to return', { returnTo: '' }, 'session_id=session_1'],
])('the logout URL, %s', (_name, options, query) => {
  expect(operations.getLogoutUrl('session_1', options)).toBe(
    `https://api.workos.com/user_management/sessions/logout?${query}`,
  )
})

describe('refreshing', () => {
  test('answers with the new session, and its seal', async () => {
    server.claims = {
      role: 'admin',
      roles: ['admin', 'editor'],
      permissions: ['read'],
      entitlements: ['pro'],
      feature_flags: ['dark'],
    }

    const { auth, encryptedSession } = await operations.refreshSession(session)

    expect(auth).toStrictEqual({
      user,
      sessionId: 'session_1',
      accessToken: expect.any(String),
      refreshToken: 'refresh_1',
      claims: expect.objectContaining({ sub: 'user_1', org_id: 'org_1' }),
      organizationId: 'org_1',
      role: 'admin',
      roles: ['admin', 'editor'],
      permissions: ['read'],
      entitlements: ['pro'],
      featureFlags: ['dark'],
      impersonator: undefined,
    })
    await expect(core.decryptSession(encryptedSession)).resolves.toEqual({
      accessToken: auth.accessToken,
      refreshToken: 'refresh_1',
      user,
    })
  })

  test('keeps the organization, switching changes it', async () => {
    await operations.refreshSession(session)
    await operations.refreshSession(session, 'org_2')
    const { auth } = await operations.switchOrganization(session, 'org_3')

    expect(server.tokenRequests.map((request) => request.body['organization_id'])).toEqual([
      'org_1',
      'org_2',
      'org_3',
    ])
    expect(auth.organizationId).toBe('org_3')
  })

  test('asks the core for exactly that', async () => {
    const asked: unknown[] = []
    const recorder: Pick<AuthKitCore, 'validateAndRefresh' | 'encryptSession'> = {
      encryptSession: (value) => core.encryptSession(value),
      validateAndRefresh: (value, options) => {
        asked.push(options)
        return core.validateAndRefresh(value, options)
      },
    }
    const client = createWorkOSClient(validConfig, { fetch: server.fetch })
    const recorded = new AuthOperations(recorder, client, validConfig, sessionEncryption)

    await recorded.refreshSession(session)
    await recorded.refreshSession(session, 'org_2')

    expect(asked).toStrictEqual([
      { force: true, organizationId: undefined },
      { force: true, organizationId: 'org_2' },
    ])
  })

  test('saves no session whose new token WorkOS did not sign', async () => {
    server.answers.push(tokensSignedBy(await makeSigningKey()))

    await expect(operations.refreshSession(session)).rejects.toMatchObject({
      name: 'TokenRefreshError',
      message: expect.stringContaining("the new access token doesn't verify"),
    })
  })

  test('passes on the refusal', async () => {
    server.answers.push(() => Response.json({ error: 'invalid_grant' }, { status: 400 }))

    await expect(operations.switchOrganization(session, 'org_9')).rejects.toMatchObject({
      name: 'TokenRefreshError',
      code: 'ERR_TOKEN_REFRESH_REJECTED',
    })
  })
})

test.each([
  ['nothing by default', () => operations.createAuthorization(), null],
  ['what is asked for', () => operations.createAuthorization({ screenHint: 'sign-up' }), 'sign-up'],
  ['sign-in', () => operations.createSignIn(), 'sign-in'],
  ['sign-up', () => operations.createSignUp(), 'sign-up'],
])('the screen: %s', async (_name, create, expected) => {
  const { url } = await create()

  expect(new URL(url).searchParams.get('screen_hint')).toBe(expected)
})
