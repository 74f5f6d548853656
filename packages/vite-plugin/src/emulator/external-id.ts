import { conflict, entityNotFound, type EntityKind } from './api-error.ts'

/** A record that an app may have given an id of its own. */
interface WithExternalId {
  readonly external_id: string | null
}

/** @throws ApiError 404 when no record has this external id */
export function findByExternalId<T extends WithExternalId>(
  records: Iterable<T>,
  id: string,
  kind: EntityKind,
): T {
  const record = ownerOf(records, id)
  if (record === undefined) throw entityNotFound(kind, id)
  return record
}

/**
 * @param id `null` and `undefined` are always free
 * @throws ApiError 409 when a record has this external id
 */
export function assertFreeExternalId(
  records: Iterable<WithExternalId>,
  id: string | null | undefined,
  kind: EntityKind,
): void {
  if (id === null || id === undefined || ownerOf(records, id) === undefined) return
  throw conflict(`This external id belongs to another ${kind.toLowerCase()}.`, 'external_id_already_used')
}

function ownerOf<T extends WithExternalId>(records: Iterable<T>, id: string): T | undefined {
  for (const record of records) if (record.external_id === id) return record
  return undefined
}
