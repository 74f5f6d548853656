import { apiResponse, entityNotFound } from '../api-error.ts'
import { BodyFields } from '../body-fields.ts'
import type { Endpoint, Endpoints } from '../endpoint.ts'
import type { MagicAuthRecord } from '../store/records.ts'

/** Lifetime of a magic code in seconds, WorkOS'. */
export const MAGIC_CODE_LIFETIME = 600

/** `POST /user_management/magic_auth`: no email is sent; the code is in the answer, as it is WorkOS'. */
const create: Endpoint = async (call) => {
  const { store, clock } = call.realm
  const body = await BodyFields.read(call.request)
  const email = body.requiredEmail('email')
  body.check()
  const user = store.userWithEmail(email, clock.timestamp())
  const now = clock.now()
  const record: MagicAuthRecord = {
    id: `magic_auth_${crypto.randomUUID()}`,
    userId: user.id,
    email,
    code: sixDigits(),
    createdAt: now,
    expiresAt: now + MAGIC_CODE_LIFETIME * 1000,
  }
  store.magicAuths.set(record.id, record)
  return apiResponse(magicAuthBody(record), 201)
}

/** `GET /user_management/magic_auth/:id` */
const get: Endpoint = (call) => {
  const { id = '' } = call.params
  const record = call.realm.store.magicAuths.get(id)
  if (record === undefined) throw entityNotFound('Magic Auth', id)
  return apiResponse(magicAuthBody(record))
}

function magicAuthBody({ id, userId, email, code, createdAt, expiresAt }: MagicAuthRecord): object {
  const created = new Date(createdAt).toISOString()
  return {
    object: 'magic_auth',
    id,
    user_id: userId,
    email,
    expires_at: new Date(expiresAt).toISOString(),
    code,
    created_at: created,
    updated_at: created,
  }
}

function sixDigits(): string {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1))
  return String(number % 1_000_000).padStart(6, '0')
}

export const magicAuth: Endpoints<'create' | 'get'> = { create, get }
