import { apiResponse, conflict } from '../api-error.ts'
import { BodyFields } from '../body-fields.ts'
import type { Endpoint, Endpoints } from '../endpoint.ts'
import { listAnswer } from '../list-answer.ts'
import type { RedirectUriRecord } from '../store/records.ts'

/** `GET /user_management/redirect_uris` */
const list: Endpoint = (call) => listAnswer(call.url, call.realm.store.redirectUris.all())

/** `POST /user_management/redirect_uris`: the URI is one that a sign-in may return to, from now on. */
const create: Endpoint = async (call) => {
  const { store, clock } = call.realm
  const body = await BodyFields.read(call.request)
  const uri = body.requiredText('uri')
  const url = URL.canParse(uri) ? new URL(uri) : undefined
  const isAbsolute = url?.protocol === 'http:' || url?.protocol === 'https:'
  if (uri !== '' && (!isAbsolute || uri.includes('#')))
    body.refuse('uri', 'must be an absolute http or https URL without a fragment.')
  body.check()
  if (store.redirectUris.find((known) => known.uri === uri) !== undefined)
    throw conflict('This redirect URI already exists.', 'redirect_uri_already_exists')
  const now = clock.timestamp()
  const record: RedirectUriRecord = {
    object: 'redirect_uri',
    id: `redir_${crypto.randomUUID()}`,
    uri,
    default: store.redirectUris.size === 0,
    created_at: now,
    updated_at: now,
  }
  store.redirectUris.add(record)
  return apiResponse(record, 201)
}

export const redirectUris: Endpoints<'list' | 'create'> = { list, create }
