import { createRemoteJWKSet, jwtVerify } from 'jose'
import { OauthException, UnauthorizedException, WorkOS } from '@workos-inc/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import {
  LOCAL_API_KEY,
  LOCAL_CLIENT_ID,
  serveLocalAuthKit,
  type LocalAuthKitServer,
} from '../../src/emulator/index.ts'
import { location, REDIRECT_URI, submit } from './sign-in-flow.ts'

/** The vendor's own client, against a served local AuthKit: nothing of ours on this side of the wire. */
let server: LocalAuthKitServer

beforeAll(async () => {
  server = await serveLocalAuthKit({ port: 0 })
})

afterAll(async () => {
  await server.close()
})

function client(apiKey: string = LOCAL_API_KEY): WorkOS {
  return new WorkOS(apiKey, {
    clientId: LOCAL_CLIENT_ID,
    apiHostname: '127.0.0.1',
    port: server.port,
    https: false,
  })
}

async function obtainCode(): Promise<{ code: string; codeVerifier: string }> {
  const { url, state, codeVerifier } = await client().userManagement.getAuthorizationUrlWithPKCE({
    provider: 'authkit',
    clientId: LOCAL_CLIENT_ID,
    redirectUri: REDIRECT_URI,
  })
  const response = await submit({ fetch: (request) => fetch(request, { redirect: 'manual' }) }, url, {
    user_id: 'user_local_alice',
  })
  const { searchParams } = location(response)
  expect(searchParams.get('state')).toBe(state)
  return { code: searchParams.get('code') ?? '', codeVerifier }
}

describe('the vendor’s client', () => {
  test('signs in, verifies, refreshes, switches and reads', async () => {
    const { userManagement, organizations } = client()
    const signedIn = await userManagement.authenticateWithCode({
      clientId: LOCAL_CLIENT_ID,
      ...(await obtainCode()),
    })
    expect(signedIn).toMatchObject({
      user: {
        object: 'user',
        id: 'user_local_alice',
        email: 'alice@example.com',
        emailVerified: true,
        name: 'Alice Andersson',
        firstName: 'Alice',
        lastName: 'Andersson',
        profilePictureUrl: null,
        locale: null,
        externalId: null,
        metadata: {},
        createdAt: '2026-01-01T00:00:00.000Z',
      },
      organizationId: 'org_local_example',
      authenticationMethod: 'MagicAuth',
    })

    const keys = createRemoteJWKSet(new URL(userManagement.getJwksUrl(LOCAL_CLIENT_ID)))
    const { payload } = await jwtVerify(signedIn.accessToken, keys, { algorithms: ['RS256'] })
    expect(payload.sub).toBe('user_local_alice')

    const refreshed = await userManagement.authenticateWithRefreshToken({
      clientId: LOCAL_CLIENT_ID,
      refreshToken: signedIn.refreshToken,
      organizationId: 'org_local_example',
    })
    expect(refreshed.refreshToken).not.toBe(signedIn.refreshToken)
    expect(refreshed.user).toStrictEqual(signedIn.user)

    expect(await userManagement.getUser('user_local_bob')).toMatchObject({ email: 'bob@example.com' })
    expect(await organizations.getOrganization('org_local_example')).toMatchObject({
      name: 'Example Org',
      domains: [],
    })

    const logoutUrl = userManagement.getLogoutUrl({
      sessionId: String(payload.sid),
      returnTo: 'http://localhost:3000/',
    })
    const logout = await fetch(logoutUrl, { redirect: 'manual' })
    expect(logout.headers.get('location')).toBe('http://localhost:3000/')
    await expect(
      userManagement.authenticateWithRefreshToken({
        clientId: LOCAL_CLIENT_ID,
        refreshToken: refreshed.refreshToken,
      }),
    ).rejects.toMatchObject({ error: 'invalid_grant', errorDescription: 'Session has already ended.' })
  })

  test('reads a spent code as an OAuth error with a request id', async () => {
    const { userManagement } = client()
    const code = { clientId: LOCAL_CLIENT_ID, ...(await obtainCode()) }
    await userManagement.authenticateWithCode(code)
    const error = await userManagement.authenticateWithCode(code).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(OauthException)
    expect(error).toMatchObject({
      status: 400,
      error: 'invalid_grant',
      requestID: expect.stringMatching(/^req_/) as string,
    })
  })

  test('reads a wrong API key as unauthorized', async () => {
    const { userManagement } = client('sk_test_other')
    const error = await userManagement
      .authenticateWithCode({ clientId: LOCAL_CLIENT_ID, ...(await obtainCode()) })
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UnauthorizedException)
    await expect(userManagement.getUser('user_local_bob')).rejects.toBeInstanceOf(UnauthorizedException)
  })

  test('reads an unknown user as not found', async () => {
    await expect(client().userManagement.getUser('user_none')).rejects.toMatchObject({
      name: 'NotFoundException',
      status: 404,
      code: 'entity_not_found',
    })
  })
})
