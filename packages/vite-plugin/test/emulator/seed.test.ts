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

  test.each<[string, Seed, string]>([
    [
      'a user twice',
      { users: [{ email: 'a@b.c' }, { id: 'other', email: 'A@B.C' }], organizations: [] },
      'The seed has the user "a@b.c" twice.',
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
      'The seed has the id "x" twice.',
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
      'The seed has the id "o" twice.',
    ],
    [
      'a member who is not a user',
      { users: [], organizations: [{ id: 'o', name: 'O', members: [{ email: 'a@b.c', role: 'member' }] }] },
      'The seed makes "a@b.c" a member of "o", but has no user with that email.',
    ],
  ])('may not have %s', (_, seed, message) => {
    expect(() => resolveSeed(seed)).toThrow(new TypeError(message))
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
