import { apiResponse, conflict, entityNotFound } from '../api-error.ts'
import type { Call, Endpoint, Endpoints } from '../endpoint.ts'
import { listAnswer } from '../list-answer.ts'
import { readNamedSlug, rename } from '../named-slug.ts'
import { createPermission } from '../seed/authorization.ts'
import type { PermissionRecord } from '../store/records.ts'

/** `GET /authorization/permissions` */
const list: Endpoint = (call) => listAnswer(call.url, call.realm.store.permissions.all())

/** `POST /authorization/permissions` */
const create: Endpoint = async (call) => {
  const { store, clock } = call.realm
  const named = await readNamedSlug(call.request)
  if (store.permissions.find((permission) => permission.slug === named.slug) !== undefined)
    throw conflict('A permission with this slug already exists.', 'permission_slug_conflict')
  const permission = createPermission(named, clock.timestamp())
  store.permissions.add(permission)
  return apiResponse(permission, 201)
}

/** `GET /authorization/permissions/:slug` */
const get: Endpoint = (call) => apiResponse(permissionOf(call))

/** `PATCH /authorization/permissions/:slug` */
const update: Endpoint = async (call) => {
  const permission = permissionOf(call)
  await rename(permission, call.request, call.realm.clock.timestamp())
  return apiResponse(permission)
}

/** `DELETE /authorization/permissions/:slug`: no role has it any more. */
const remove: Endpoint = (call) => {
  const { store } = call.realm
  const permission = permissionOf(call)
  store.permissions.delete(permission.id)
  for (const role of store.roles)
    role.permissions = role.permissions.filter((slug) => slug !== permission.slug)
  return new Response(null, { status: 204 })
}

function permissionOf({ realm, params: { slug = '' } }: Call): PermissionRecord {
  const permission = realm.store.permissions.find((one) => one.slug === slug)
  if (permission === undefined) throw entityNotFound('Permission', slug)
  return permission
}

export const permissions: Endpoints<'list' | 'create' | 'get' | 'update' | 'remove'> = {
  list,
  create,
  get,
  update,
  remove,
}
