import { describe, expect, test } from 'vitest'

import { createUser } from '../../src/emulator/seed/create-user.ts'
import { resolveSeed } from '../../src/emulator/seed/resolve-seed.ts'
import { DEFAULT_SEED, type Seed } from '../../src/emulator/seed/seed.ts'

describe('a seed', () => {
  test('becomes the records of the API', () => {
    const { users, organizations, memberships } = resolveSeed(DEFAULT_SEED)
    expect(users.map(({ id, name }) => [id, name])).toStrictEqual([
      ['user_local_alice', 'Alice Andersson'],
      ['user_local_bob', 'Bob Brown'],
    ])
    expect(organizations.map(({ id, name }) => [id, name])).toStrictEqual([
      ['org_local_example', 'Example Org'],
    ])
    expect(memberships).toMatchObject([
      {
        userId: 'user_local_alice',
        organizationId: 'org_local_example',
        roles: ['admin'],
        permissions: ['posts:read', 'posts:write'],
        status: 'active',
      },
      {
        userId: 'user_local_bob',
        organizationId: 'org_local_example',
        roles: ['member'],
        permissions: ['posts:read'],
        status: 'active',
      },
    ])
  })

  test('is the same in every run', () => {
    expect(resolveSeed(DEFAULT_SEED)).toStrictEqual(resolveSeed(DEFAULT_SEED))
  })

  test('has the default role, and without lists the roles and permissions that it names', () => {
    const seed: Seed = {
      users: [{ email: 'a@b.c' }],
      organizations: [
        { id: 'o', name: 'O', members: [{ email: 'a@b.c', roles: ['x'], permissions: ['p'] }] },
      ],
    }
    const slugs = ({ roles, permissions }: ReturnType<typeof resolveSeed>): string[][] =>
      [roles, permissions].map((records) => records.map(({ slug }) => slug))
    expect(slugs(resolveSeed(seed))).toStrictEqual([['member', 'x'], ['p']])
    expect(slugs(resolveSeed({ ...seed, roles: [{ slug: 'x' }] }))).toStrictEqual([['x', 'member'], ['p']])
  })

  test.each<[string, Seed, string]>([
    [
      'a user twice',
      { users: [{ email: 'a@b.c' }, { id: 'other', email: 'A@B.C' }], organizations: [] },
      '`users[1].email` is "a@b.c", who is there already.',
    ],
    [
      'an id twice',
      {
        users: [
          { id: 'x', email: 'a@b.c' },
          { id: 'x', email: 'd@e.f' },
        ],
        organizations: [],
      },
      '`users[1].id` is "x", an id that is taken already.',
    ],
    [
      'an organization twice',
      {
        users: [],
        organizations: [
          { id: 'o', name: 'O', members: [] },
          { id: 'o', name: 'P', members: [] },
        ],
      },
      '`organizations[1].id` is "o", an id that is taken already.',
    ],
    [
      'a member who is not a user',
      { users: [], organizations: [{ id: 'o', name: 'O', members: [{ email: 'a@b.c', role: 'member' }] }] },
      '`organizations[0].members[0].email` is "a@b.c", which is not one of `users`.',
    ],
    [
      'a member with a slip in the address',
      {
        users: [{ email: 'zoe@example.com' }],
        organizations: [{ id: 'o', name: 'O', members: [{ email: 'zeo@example.com' }] }],
      },
      '`organizations[0].members[0].email` is "zeo@example.com", which is not one of `users`. Did you mean "zoe@example.com"?',
    ],
    [
      'a role that it does not list',
      {
        users: [{ email: 'a@b.c' }],
        roles: [{ slug: 'admin' }],
        organizations: [{ id: 'o', name: 'O', members: [{ email: 'a@b.c', role: 'amdin' }] }],
      },
      '`organizations[0].members[0].role` is "amdin", which is not one of `roles`. Did you mean "admin"?',
    ],
    [
      'a further role that it does not list',
      {
        users: [{ email: 'a@b.c' }],
        roles: [{ slug: 'admin' }],
        organizations: [{ id: 'o', name: 'O', members: [{ email: 'a@b.c', roles: ['admin', 'x'] }] }],
      },
      '`organizations[0].members[0].roles[1]` is "x", which is not one of `roles`.',
    ],
    [
      'a role twice',
      { users: [], roles: [{ slug: 'a' }, { slug: 'a' }], organizations: [] },
      '`roles[1].slug` is "a", which is there already.',
    ],
    [
      'a permission of a role that it does not list',
      {
        users: [],
        permissions: [{ slug: 'posts:read' }],
        roles: [{ slug: 'a', permissions: ['post:read'] }],
        organizations: [],
      },
      '`roles[0].permissions[0]` is "post:read", which is not one of `permissions`. Did you mean "posts:read"?',
    ],
    [
      'a permission of a member that it does not list',
      {
        users: [{ email: 'a@b.c' }],
        permissions: [{ slug: 'posts:read' }],
        organizations: [{ id: 'o', name: 'O', members: [{ email: 'a@b.c', permissions: ['x'] }] }],
      },
      '`organizations[0].members[0].permissions[0]` is "x", which is not one of `permissions`.',
    ],
  ])('may not have %s', (_, seed, message) => {
    const whole = { message: `The seed is not valid: ${message}` }
    expect(() => resolveSeed(seed)).toThrow(expect.objectContaining(whole))
  })
})

describe('the id of a user', () => {
  test.each([
    ['carol@example.com', 'user_local_carol_40example_2ecom'],
    ['c.a-r_o+l@example.com', 'user_local_c_2ea_2dr_5fo_2bl_40example_2ecom'],
    ['zoë@example.com', 'user_local_zo_c3_ab_40example_2ecom'],
  ])('of %s', (email, id) => {
    expect(createUser({ email, createdAt: '' }).id).toBe(id)
  })
})
