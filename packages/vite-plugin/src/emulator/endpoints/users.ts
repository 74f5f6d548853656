import { normalizeEmail } from '../email-address.ts'
import { apiResponse, conflict, entityNotFound } from '../api-error.ts'
import { BodyFields, mergeMetadata } from '../body-fields.ts'
import type { Call, Endpoint, Endpoints } from '../endpoint.ts'
import { assertFreeExternalId, findByExternalId } from '../external-id.ts'
import { listAnswer } from '../list-answer.ts'
import { hashPassword } from '../password.ts'
import { createUser, fullName } from '../seed/create-user.ts'
import type { UserRecord } from '../store/records.ts'

/** `GET /user_management/users`, filtered by `email` and `organization_id`. */
const list: Endpoint = (call) => {
  const { store } = call.realm
  const email = call.url.searchParams.get('email')
  const organizationId = call.url.searchParams.get('organization_id')
  const users = store.users.filter(
    (user) =>
      (email === null || user.email === normalizeEmail(email)) &&
      (organizationId === null || store.membership(user.id, organizationId) !== undefined),
  )
  return listAnswer(call.url, users)
}

/** `POST /user_management/users`. */
const create: Endpoint = async (call) => {
  const { store, clock } = call.realm
  const body = await BodyFields.read(call.request)
  const email = body.requiredEmail('email')
  const firstName = body.nullableText('first_name') ?? undefined
  const lastName = body.nullableText('last_name') ?? undefined
  const externalId = body.nullableText('external_id') ?? undefined
  const emailVerified = body.flag('email_verified') ?? false
  const metadata = mergeMetadata({}, body.metadata())
  const password = body.text('password')
  body.check()
  const passwordHash = password === undefined ? undefined : await hashPassword(password)
  if (store.userByEmail(email) !== undefined)
    throw conflict('A user with this email already exists.', 'user_already_exists')
  assertFreeExternalId(store.users, externalId, 'User')
  const user = createUser({
    email,
    emailVerified,
    metadata,
    createdAt: clock.timestamp(),
    ...(firstName !== undefined && { firstName }),
    ...(lastName !== undefined && { lastName }),
    ...(externalId !== undefined && { externalId }),
  })
  if (passwordHash !== undefined) store.passwordHashes.set(user.id, passwordHash)
  store.users.add(user)
  return apiResponse(user, 201)
}

/** `GET /user_management/users/:id` */
const get: Endpoint = (call) => apiResponse(userOf(call))

/** `GET /user_management/users/external_id/:id` */
const getByExternalId: Endpoint = ({ realm, params: { id = '' } }) =>
  apiResponse(findByExternalId(realm.store.users, id, 'User'))

/** `PUT /user_management/users/:id`: what the body does not name stays. */
const update: Endpoint = async (call) => {
  const user = userOf(call)
  const { store, clock } = call.realm
  const body = await BodyFields.read(call.request)
  const email = body.email('email')
  const firstName = body.nullableText('first_name')
  const lastName = body.nullableText('last_name')
  const locale = body.nullableText('locale')
  const externalId = body.nullableText('external_id')
  const emailVerified = body.flag('email_verified')
  const metadata = body.metadata()
  const password = body.text('password')
  body.check()
  const passwordHash = password === undefined ? undefined : await hashPassword(password)
  const other = email === undefined ? undefined : store.userByEmail(email)
  if (other !== undefined && other !== user)
    throw conflict('A user with this email already exists.', 'user_already_exists')
  if (externalId !== user.external_id) assertFreeExternalId(store.users, externalId, 'User')
  if (passwordHash !== undefined) store.passwordHashes.set(user.id, passwordHash)
  if (email !== undefined) user.email = email
  if (firstName !== undefined) user.first_name = firstName
  if (lastName !== undefined) user.last_name = lastName
  if (locale !== undefined) user.locale = locale
  if (externalId !== undefined) user.external_id = externalId
  if (emailVerified !== undefined) user.email_verified = emailVerified
  user.name = fullName(user.first_name, user.last_name)
  user.metadata = mergeMetadata(user.metadata, metadata)
  user.updated_at = clock.timestamp()
  return apiResponse(user)
}

/** `DELETE /user_management/users/:id`: the user's sessions and memberships go too. */
const remove: Endpoint = (call) => {
  call.realm.store.deleteUser(userOf(call).id)
  return new Response(null, { status: 204 })
}

function userOf({ realm, params: { id = '' }, note }: Call): UserRecord {
  const user = realm.store.user(id)
  if (user === undefined) throw entityNotFound('User', id)
  note({ userId: user.id })
  return user
}

export const users: Endpoints<'list' | 'create' | 'get' | 'getByExternalId' | 'update' | 'remove'> = {
  list,
  create,
  get,
  getByExternalId,
  update,
  remove,
}
