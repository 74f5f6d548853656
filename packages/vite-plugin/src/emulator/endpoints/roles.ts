import { apiResponse, conflict, entityNotFound } from '../api-error.ts'
import { BodyFields } from '../body-fields.ts'
import type { Call, Endpoint, Endpoints } from '../endpoint.ts'
import { readNamedSlug, rename } from '../named-slug.ts'
import { createRole } from '../seed/authorization.ts'
import type { RoleRecord } from '../store/records.ts'

/** `GET /authorization/roles`: not by pages. */
const list: Endpoint = (call) => apiResponse({ object: 'list', data: call.realm.store.roles.all() })

/** `GET /organizations/:id/roles`, `GET /authorization/organizations/:id/roles`: no organization has roles of its own. */
const listOfOrganization: Endpoint = (call) => {
  const { organizationId = '' } = call.params
  if (call.realm.store.organization(organizationId) === undefined)
    throw entityNotFound('Organization', organizationId)
  return list(call)
}

/** `POST /authorization/roles` */
const create: Endpoint = async (call) => {
  const { store, clock } = call.realm
  const named = await readNamedSlug(call.request)
  if (store.roleBySlug(named.slug) !== undefined)
    throw conflict('A role with this slug already exists.', 'role_slug_conflict')
  const role = createRole(named, clock.timestamp())
  store.roles.add(role)
  return apiResponse(role, 201)
}

/** `GET /authorization/roles/:slug` */
const get: Endpoint = (call) => apiResponse(roleOf(call))

/** `PATCH /authorization/roles/:slug` */
const update: Endpoint = async (call) => {
  const role = roleOf(call)
  await rename(role, call.request, call.realm.clock.timestamp())
  return apiResponse(role)
}

/** `PUT /authorization/roles/:slug/permissions`: these and no others. */
const setPermissions: Endpoint = async (call) => {
  const role = roleOf(call)
  const { store, clock } = call.realm
  const body = await BodyFields.read(call.request)
  const permissions = body.requiredTexts('permissions')
  const unknown = permissions.find((slug) => store.permissions.find((one) => one.slug === slug) === undefined)
  if (unknown !== undefined) body.refuse('permissions', `has no permission "${unknown}".`)
  body.check()
  role.permissions = permissions
  role.updated_at = clock.timestamp()
  return apiResponse(role)
}

function roleOf({ realm, params: { slug = '' } }: Call): RoleRecord {
  const role = realm.store.roleBySlug(slug)
  if (role === undefined) throw entityNotFound('Role', slug)
  return role
}

export const roles: Endpoints<
  'list' | 'listOfOrganization' | 'create' | 'get' | 'update' | 'setPermissions'
> = { list, listOfOrganization, create, get, update, setPermissions }
