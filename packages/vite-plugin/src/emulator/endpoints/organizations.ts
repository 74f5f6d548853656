import { apiResponse, conflict, entityNotFound } from '../api-error.ts'
import { assertApiKey } from '../bearer.ts'
import { BodyFields, mergeMetadata } from '../body-fields.ts'
import type { Call, Endpoint, Endpoints } from '../endpoint.ts'
import { listAnswer } from '../list-answer.ts'
import type { OrganizationRecord } from '../store/records.ts'

/** `GET /organizations`, filtered by `domains`. */
const list: Endpoint = (call) => {
  assertApiKey(call)
  const { searchParams } = call.url
  const wanted = [...searchParams.getAll('domains'), ...searchParams.getAll('domains[]')].flatMap((value) =>
    value.split(','),
  )
  const organizations = call.realm.store.organizations.filter(
    ({ domains }) => wanted.length === 0 || domains.some(({ domain }) => wanted.includes(domain)),
  )
  return listAnswer(call.url, organizations)
}

/** `POST /organizations` */
const create: Endpoint = async (call) => {
  assertApiKey(call)
  const { store, clock } = call.realm
  const body = await BodyFields.read(call.request)
  const name = body.requiredText('name')
  const externalId = body.nullableText('external_id') ?? null
  const metadata = mergeMetadata({}, body.metadata())
  body.check()
  assertFreeExternalId(call, externalId)
  const now = clock.timestamp()
  const organization: OrganizationRecord = {
    object: 'organization',
    id: `org_${crypto.randomUUID()}`,
    name: name.trim(),
    allow_profiles_outside_organization: false,
    domains: [],
    external_id: externalId,
    metadata,
    created_at: now,
    updated_at: now,
  }
  store.organizations.add(organization)
  return apiResponse(organization, 201)
}

/** `GET /organizations/:id` */
const get: Endpoint = (call) => {
  assertApiKey(call)
  return apiResponse(organizationOf(call))
}

/** `GET /organizations/external_id/:id` */
const getByExternalId: Endpoint = (call) => {
  assertApiKey(call)
  const { id = '' } = call.params
  const organization = call.realm.store.organizations.find(({ external_id }) => external_id === id)
  if (organization === undefined) throw entityNotFound('Organization', id)
  return apiResponse(organization)
}

/** `PUT /organizations/:id`: what the body does not name stays. */
const update: Endpoint = async (call) => {
  assertApiKey(call)
  const organization = organizationOf(call)
  const body = await BodyFields.read(call.request)
  const name = body.text('name')
  const externalId = body.nullableText('external_id')
  const metadata = body.metadata()
  body.check()
  if (externalId !== organization.external_id) assertFreeExternalId(call, externalId ?? null)
  if (name !== undefined) organization.name = name.trim()
  if (externalId !== undefined) organization.external_id = externalId
  organization.metadata = mergeMetadata(organization.metadata, metadata)
  organization.updated_at = call.realm.clock.timestamp()
  return apiResponse(organization)
}

/** `DELETE /organizations/:id`: its memberships go too. */
const remove: Endpoint = (call) => {
  assertApiKey(call)
  call.realm.store.deleteOrganization(organizationOf(call).id)
  return new Response(null, { status: 202 })
}

function organizationOf({ realm, params: { id = '' }, note }: Call): OrganizationRecord {
  const organization = realm.store.organization(id)
  if (organization === undefined) throw entityNotFound('Organization', id)
  note({ organizationId: organization.id })
  return organization
}

function assertFreeExternalId({ realm }: Call, externalId: string | null): void {
  if (externalId === null) return
  const owner = realm.store.organizations.find(({ external_id }) => external_id === externalId)
  if (owner !== undefined)
    throw conflict('This external id belongs to another organization.', 'external_id_already_used')
}

export const organizations: Endpoints<'list' | 'create' | 'get' | 'getByExternalId' | 'update' | 'remove'> = {
  list,
  create,
  get,
  getByExternalId,
  update,
  remove,
}
