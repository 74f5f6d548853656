import { apiResponse, entityNotFound } from '../api-error.ts'
import { BodyFields, mergeMetadata } from '../body-fields.ts'
import type { Call, Endpoint, Endpoints } from '../endpoint.ts'
import { assertFreeExternalId, findByExternalId } from '../external-id.ts'
import { listAnswer, listParameter } from '../list-answer.ts'
import { createOrganization, newOrganizationId } from '../seed/create-organization.ts'
import type { OrganizationRecord } from '../store/records.ts'

/** `GET /organizations`, filtered by `domains`. */
const list: Endpoint = (call) => {
  const wanted = listParameter(call.url, 'domains')
  const organizations = call.realm.store.organizations.filter(
    ({ domains }) => wanted.length === 0 || domains.some(({ domain }) => wanted.includes(domain)),
  )
  return listAnswer(call.url, organizations)
}

/** `POST /organizations` */
const create: Endpoint = async (call) => {
  const { store, clock } = call.realm
  const body = await BodyFields.read(call.request)
  const name = body.requiredText('name')
  const externalId = body.nullableText('external_id') ?? undefined
  const metadata = mergeMetadata({}, body.metadata())
  body.check()
  assertFreeExternalId(store.organizations, externalId, 'Organization')
  const organization = createOrganization({
    id: newOrganizationId(),
    name: name.trim(),
    metadata,
    createdAt: clock.timestamp(),
    ...(externalId !== undefined && { externalId }),
  })
  store.organizations.add(organization)
  return apiResponse(organization, 201)
}

/** `GET /organizations/:id` */
const get: Endpoint = (call) => apiResponse(organizationOf(call))

/** `GET /organizations/external_id/:id` */
const getByExternalId: Endpoint = ({ realm, params: { id = '' } }) =>
  apiResponse(findByExternalId(realm.store.organizations, id, 'Organization'))

/** `PUT /organizations/:id`: what the body does not name stays. */
const update: Endpoint = async (call) => {
  const organization = organizationOf(call)
  const { store, clock } = call.realm
  const body = await BodyFields.read(call.request)
  const name = body.text('name')
  const externalId = body.nullableText('external_id')
  const metadata = body.metadata()
  body.check()
  if (externalId !== organization.external_id)
    assertFreeExternalId(store.organizations, externalId, 'Organization')
  if (name !== undefined) organization.name = name.trim()
  if (externalId !== undefined) organization.external_id = externalId
  organization.metadata = mergeMetadata(organization.metadata, metadata)
  organization.updated_at = clock.timestamp()
  return apiResponse(organization)
}

/** `DELETE /organizations/:id`: its memberships go too. */
const remove: Endpoint = (call) => {
  call.realm.store.deleteOrganization(organizationOf(call).id)
  return new Response(null, { status: 202 })
}

function organizationOf({ realm, params: { id = '' }, note }: Call): OrganizationRecord {
  const organization = realm.store.organization(id)
  if (organization === undefined) throw entityNotFound('Organization', id)
  note({ organizationId: organization.id })
  return organization
}

export const organizations: Endpoints<'list' | 'create' | 'get' | 'getByExternalId' | 'update' | 'remove'> = {
  list,
  create,
  get,
  getByExternalId,
  update,
  remove,
}
