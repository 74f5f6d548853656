import { apiResponse, conflict, entityNotFound, refused } from '../api-error.ts'
import { BodyFields } from '../body-fields.ts'
import type { Call, Endpoint, Endpoints } from '../endpoint.ts'
import { listAnswer, listParameter } from '../list-answer.ts'
import { DEFAULT_ROLE } from '../seed/seed.ts'
import type { MembershipRecord } from '../store/records.ts'

/** `GET /user_management/organization_memberships`, of a `user_id` or an `organization_id`; active ones, or `statuses`. */
const list: Endpoint = (call) => {
  const { searchParams } = call.url
  const userId = searchParams.get('user_id')
  const organizationId = searchParams.get('organization_id')
  if (userId === null && organizationId === null) {
    throw refused('Either user_id or organization_id is needed.', 'invalid_request')
  }
  const asked = listParameter(call.url, 'statuses')
  const statuses = asked.length === 0 ? ['active'] : asked
  const memberships = call.realm.store.memberships.filter(
    (membership) =>
      (userId === null || membership.userId === userId) &&
      (organizationId === null || membership.organizationId === organizationId) &&
      statuses.includes(membership.status),
  )
  return listAnswer(call.url, memberships, (membership) => membershipBody(call, membership))
}

/** `POST /user_management/organization_memberships` */
const create: Endpoint = async (call) => {
  const { store, clock } = call.realm
  const body = await BodyFields.read(call.request)
  const userId = body.requiredText('user_id')
  const organizationId = body.requiredText('organization_id')
  const roles = rolesOf(call, body) ?? [DEFAULT_ROLE]
  body.check()
  if (store.user(userId) === undefined) throw entityNotFound('User', userId)
  if (store.organization(organizationId) === undefined) throw entityNotFound('Organization', organizationId)
  const isMember = store.memberships.find(
    (other) => other.userId === userId && other.organizationId === organizationId,
  )
  if (isMember !== undefined) {
    throw conflict('The user is a member of this organization.', 'organization_membership_already_exists')
  }
  const now = clock.timestamp()
  const membership: MembershipRecord = {
    id: `om_${crypto.randomUUID()}`,
    userId,
    organizationId,
    roles,
    permissions: [],
    status: 'active',
    createdAt: now,
    updatedAt: now,
  }
  store.memberships.add(membership)
  return apiResponse(membershipBody(call, membership), 201)
}

/** `GET /user_management/organization_memberships/:id` */
const get: Endpoint = (call) => apiResponse(membershipBody(call, membershipOf(call)))

/** `PUT /user_management/organization_memberships/:id`: its role or roles. */
const update: Endpoint = async (call) => {
  const membership = membershipOf(call)
  const body = await BodyFields.read(call.request)
  const roles = rolesOf(call, body)
  body.check()
  if (roles !== undefined) membership.roles = roles
  membership.updatedAt = call.realm.clock.timestamp()
  return apiResponse(membershipBody(call, membership))
}

/** `DELETE /user_management/organization_memberships/:id` */
const remove: Endpoint = (call) => {
  call.realm.store.memberships.delete(membershipOf(call).id)
  return new Response(null, { status: 204 })
}

const deactivate: Endpoint = (call) => setStatus(call, 'inactive')
const reactivate: Endpoint = (call) => setStatus(call, 'active')

/** `PUT /user_management/organization_memberships/:id/{deactivate,reactivate}` */
function setStatus(call: Call, status: 'active' | 'inactive'): Response {
  const membership = membershipOf(call)
  if (membership.status === 'pending') {
    throw refused(
      'A pending membership can not be deactivated or reactivated.',
      'cannot_reactivate_pending_organization_membership',
    )
  }
  membership.status = status
  membership.updatedAt = call.realm.clock.timestamp()
  return apiResponse(membershipBody(call, membership))
}

function membershipOf({ realm, params: { id = '' }, note }: Call): MembershipRecord {
  const membership = realm.store.memberships.get(id)
  if (membership === undefined) throw entityNotFound('Organization Membership', id)
  note({ userId: membership.userId, organizationId: membership.organizationId })
  return membership
}

function rolesOf({ realm }: Call, body: BodyFields): string[] | undefined {
  const one = body.text('role_slug')
  const many = body.texts('role_slugs')
  const roles = many ?? (one === undefined ? undefined : [one])
  if (roles?.length === 0) body.refuse('role_slugs', 'must name a role.')
  const unknown = roles?.find((slug) => realm.store.roleBySlug(slug) === undefined)
  if (unknown !== undefined)
    body.refuse(many === undefined ? 'role_slug' : 'role_slugs', `has no role "${unknown}".`)
  return roles
}

/** A membership as the WorkOS API writes it. */
export function membershipBody({ realm }: Pick<Call, 'realm'>, membership: MembershipRecord): object {
  const { id, userId, organizationId, roles, status, createdAt, updatedAt } = membership
  const [role = DEFAULT_ROLE] = roles
  return {
    object: 'organization_membership',
    id,
    user_id: userId,
    organization_id: organizationId,
    organization_name: realm.store.organization(organizationId)?.name ?? '',
    status,
    directory_managed: false,
    custom_attributes: {},
    role: { slug: role },
    roles: roles.map((slug) => ({ slug })),
    created_at: createdAt,
    updated_at: updatedAt,
  }
}

export const memberships: Endpoints<
  'list' | 'create' | 'get' | 'update' | 'remove' | 'deactivate' | 'reactivate'
> = { list, create, get, update, remove, deactivate, reactivate }
