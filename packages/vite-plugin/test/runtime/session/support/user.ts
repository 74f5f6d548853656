import type { User } from '../../../../src/runtime/session/index.ts'

/** The user of `apiUser`, as sessions hold it. */
export const user: User = {
  object: 'user',
  id: 'user_1',
  email: 'alice@example.com',
  emailVerified: true,
  profilePictureUrl: null,
  name: 'Alice Andersson',
  firstName: 'Alice',
  lastName: 'Andersson',
  lastSignInAt: '2026-01-02T03:04:05.000Z',
  locale: 'sv-SE',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  externalId: 'ext_1',
  metadata: { team: 'red' },
}
