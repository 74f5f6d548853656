import type { ClientUserInfo, NoUserInfo } from '../../../src/runtime/start/user-info.ts'

/** Somebody with everything a session can say. */
export const ALICE: ClientUserInfo = {
  user: {
    object: 'user',
    id: 'user_1',
    email: 'alice@example.com',
    emailVerified: true,
    profilePictureUrl: null,
    name: null,
    firstName: 'Alice',
    lastName: null,
    lastSignInAt: null,
    locale: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    externalId: null,
    metadata: { bio: '</script><!-- & "quotes"' },
  },
  sessionId: 'session_1',
  organizationId: 'org_1',
  role: 'admin',
  roles: ['admin'],
  permissions: ['posts:write'],
  entitlements: ['audit-logs'],
  featureFlags: ['beta'],
  impersonator: { email: 'support@example.com', reason: null },
}

/** Somebody else, with as little as a session can say. */
export const BOB: ClientUserInfo = {
  user: { ...ALICE.user, id: 'user_2', email: 'bob@example.com' },
  sessionId: 'session_2',
}

export const NOBODY: NoUserInfo = { user: null }
