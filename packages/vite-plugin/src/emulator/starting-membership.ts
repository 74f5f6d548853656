import type { Realm } from './realm.ts'
import type { MembershipRecord } from './store/records.ts'

/**
 * Where a session of the user starts: in the organization that was asked for, else in the user's first, else in none
 * (`null`). `undefined` when the user is not an active member of the one that was asked for.
 */
export function startingMembership(
  userId: string,
  organizationId: string | undefined,
  { store }: Realm,
): MembershipRecord | null | undefined {
  if (organizationId === undefined) return store.membershipsOf(userId)[0] ?? null
  return store.membership(userId, organizationId)
}
