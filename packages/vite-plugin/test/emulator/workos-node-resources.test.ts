import { WorkOS } from '@workos-inc/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import {
  LOCAL_API_KEY,
  LOCAL_CLIENT_ID,
  serveLocalAuthKit,
  type LocalAuthKitServer,
} from '../../src/emulator/index.ts'

/** The vendor's own client reads and writes what the API keeps: nothing of ours on this side of the wire. */
let server: LocalAuthKitServer
let workos: WorkOS

beforeAll(async () => {
  server = await serveLocalAuthKit({ port: 0 })
  workos = new WorkOS(LOCAL_API_KEY, {
    clientId: LOCAL_CLIENT_ID,
    apiHostname: '127.0.0.1',
    port: server.port,
    https: false,
  })
})

afterAll(async () => {
  await server.close()
})

const caught = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error)

describe('users', () => {
  test('are made, read, changed and deleted', async () => {
    const { userManagement } = workos
    const user = await userManagement.createUser({
      email: 'Dora@example.com',
      password: 'one two three',
      firstName: 'Dora',
      externalId: 'crm-1',
      metadata: { plan: 'free', team: 'a' },
    })
    expect(user).toMatchObject({
      email: 'dora@example.com',
      emailVerified: false,
      name: 'Dora',
      externalId: 'crm-1',
      metadata: { plan: 'free', team: 'a' },
    })
    expect(await userManagement.getUserByExternalId('crm-1')).toStrictEqual(user)
    const changed = await userManagement.updateUser({
      userId: user.id,
      lastName: 'Dahl',
      emailVerified: true,
      metadata: { plan: 'pro', team: null },
    })
    expect(changed).toMatchObject({ name: 'Dora Dahl', emailVerified: true, metadata: { plan: 'pro' } })
    expect((await userManagement.listUsers({ email: 'dora@example.com' })).data).toStrictEqual([changed])
    expect(await caught(userManagement.createUser({ email: 'dora@example.com' }))).toMatchObject({
      status: 409,
      name: 'ConflictException',
    })
    expect(await caught(userManagement.createUser({ email: 'nonsense' }))).toMatchObject({
      status: 422,
      code: 'unprocessable_entity',
    })
    await userManagement.deleteUser(user.id)
    expect(await caught(userManagement.getUser(user.id))).toMatchObject({ status: 404 })
  })

  test('come by pages, both ways', async () => {
    const { userManagement } = workos
    for (const name of ['p1', 'p2', 'p3']) await userManagement.createUser({ email: `${name}@example.com` })
    const emails = (list: { data: { email: string }[] }): string[] => list.data.map(({ email }) => email)
    const first = await userManagement.listUsers({ limit: 2 })
    expect(emails(first)).toStrictEqual(['p3@example.com', 'p2@example.com'])
    const { after = '' } = first.listMetadata
    const second = await userManagement.listUsers({ limit: 2, after })
    expect(emails(second)).toStrictEqual(['p1@example.com', 'bob@example.com'])
    const { before = '' } = second.listMetadata
    expect(emails(await userManagement.listUsers({ limit: 2, before }))).toStrictEqual(emails(first))
    expect(await (await userManagement.listUsers()).autoPagination()).toHaveLength(5)
    expect(emails(await userManagement.listUsers({ order: 'asc', limit: 1 }))).toStrictEqual([
      'alice@example.com',
    ])
  })
})

describe('organizations and their members', () => {
  test('are made, read, changed and deleted', async () => {
    const { organizations, userManagement } = workos
    const organization = await organizations.createOrganization({ name: 'Fresh', externalId: 'x-1' })
    expect(await organizations.getOrganizationByExternalId('x-1')).toStrictEqual(organization)
    const membership = await userManagement.createOrganizationMembership({
      organizationId: organization.id,
      userId: 'user_local_bob',
    })
    expect(membership).toMatchObject({
      object: 'organization_membership',
      status: 'active',
      role: { slug: 'member' },
      organizationName: 'Fresh',
    })
    const changed = await userManagement.updateOrganizationMembership(membership.id, { roleSlug: 'admin' })
    expect(changed.role.slug).toBe('admin')
    const list = await userManagement.listOrganizationMemberships({ userId: 'user_local_bob' })
    expect(list.data.map(({ organizationId }) => organizationId).toSorted()).toStrictEqual(
      [organization.id, 'org_local_example'].toSorted(),
    )
    expect((await userManagement.deactivateOrganizationMembership(membership.id)).status).toBe('inactive')
    expect((await userManagement.reactivateOrganizationMembership(membership.id)).status).toBe('active')
    expect(
      await caught(userManagement.updateOrganizationMembership(membership.id, { roleSlug: 'king' })),
    ).toMatchObject({ status: 422 })
    await organizations.updateOrganization({ organization: organization.id, name: 'Renamed' })
    expect((await organizations.getOrganization(organization.id)).name).toBe('Renamed')
    await organizations.deleteOrganization(organization.id)
    expect(await caught(userManagement.getOrganizationMembership(membership.id))).toMatchObject({
      status: 404,
    })
  })
})

describe('sign-in without a page', () => {
  test('by password, with the choice of an organization', async () => {
    const { organizations, userManagement } = workos
    const user = await userManagement.createUser({ email: 'eve@example.com', password: 'a long one' })
    const ids = await Promise.all(
      ['One', 'Two'].map(async (name) => {
        const { id } = await organizations.createOrganization({ name })
        await userManagement.createOrganizationMembership({ organizationId: id, userId: user.id })
        return id
      }),
    )
    const credentials = { clientId: LOCAL_CLIENT_ID, email: 'eve@example.com', password: 'a long one' }
    const error = await caught(userManagement.authenticateWithPassword(credentials))
    expect(error).toMatchObject({
      name: 'AuthenticationException',
      status: 403,
      code: 'organization_selection_required',
      pendingAuthenticationToken: expect.stringMatching(/^pending_/) as string,
    })
    const { pendingAuthenticationToken } = error as { pendingAuthenticationToken: string }
    const signedIn = await userManagement.authenticateWithOrganizationSelection({
      clientId: LOCAL_CLIENT_ID,
      organizationId: ids[1] ?? '',
      pendingAuthenticationToken,
    })
    expect(signedIn).toMatchObject({ organizationId: ids[1], authenticationMethod: 'Password' })

    const { data } = await userManagement.listSessions(user.id)
    expect(data).toMatchObject([{ userId: user.id, authMethod: 'password', status: 'active' }])
    await userManagement.revokeSession({ sessionId: data[0]?.id ?? '' })
    expect(
      await caught(
        userManagement.authenticateWithRefreshToken({
          clientId: LOCAL_CLIENT_ID,
          refreshToken: signedIn.refreshToken,
        }),
      ),
    ).toMatchObject({ error: 'invalid_grant' })
  })

  test('by magic code', async () => {
    const { userManagement } = workos
    const { code } = await userManagement.createMagicAuth({ email: 'fay@example.com' })
    const signedIn = await userManagement.authenticateWithMagicAuth({
      clientId: LOCAL_CLIENT_ID,
      code,
      email: 'fay@example.com',
    })
    expect(signedIn).toMatchObject({
      user: { email: 'fay@example.com' },
      authenticationMethod: 'MagicAuth',
    })
  })
})

test('roles and permissions', async () => {
  const { authorization } = workos
  await authorization.createPermission({ slug: 'docs:read', name: 'Read documents' })
  await authorization.createEnvironmentRole({ slug: 'reader', name: 'Reader' })
  const role = await authorization.setEnvironmentRolePermissions('reader', { permissions: ['docs:read'] })
  expect(role).toMatchObject({ slug: 'reader', permissions: ['docs:read'], type: 'EnvironmentRole' })
  const roles = await authorization.listEnvironmentRoles()
  expect(roles.data.map(({ slug }) => slug)).toStrictEqual(['member', 'admin', 'reader'])
})
