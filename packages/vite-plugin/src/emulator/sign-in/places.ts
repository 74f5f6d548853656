import type { MembershipRecord } from '../store/records.ts'
import type { Store } from '../store/store.ts'

/** An organization that a session of a user can be in. */
export interface Place {
  readonly id: string
  readonly name: string
  /** Slug of the user's first role there. */
  readonly role: string
}

/**
 * Where a session of the user may start: in the organization that the app asked for, else in any of the user's, which
 * may be none.
 *
 * @returns `undefined` when the user is not a member of the one that the app asked for
 */
export function placesOf(
  userId: string,
  asked: string | undefined,
  store: Store,
): readonly Place[] | undefined {
  return limited(placesFrom(store.membershipsOf(userId), store), asked)
}

/** {@link placesOf} for many users: reads all memberships once. */
export function placesOfAll(
  asked: string | undefined,
  store: Store,
): (userId: string) => readonly Place[] | undefined {
  const byUser = new Map<string, MembershipRecord[]>()
  for (const membership of store.memberships) {
    if (membership.status !== 'active') continue
    const known = byUser.get(membership.userId)
    if (known === undefined) byUser.set(membership.userId, [membership])
    else known.push(membership)
  }
  return (userId) => limited(placesFrom(byUser.get(userId) ?? [], store), asked)
}

function placesFrom(memberships: readonly MembershipRecord[], store: Store): Place[] {
  return memberships.flatMap(({ organizationId, roles: [role = ''] }) => {
    const organization = store.organization(organizationId)
    return organization === undefined ? [] : [{ id: organization.id, name: organization.name, role }]
  })
}

function limited(places: readonly Place[], asked: string | undefined): readonly Place[] | undefined {
  if (asked === undefined) return places
  const place = places.find(({ id }) => id === asked)
  return place && [place]
}
