import { conflict, entityNotFound, type EntityKind } from './api-error.ts'
import type { Collection } from './store/collection.ts'

/** A record that an app may have given an id of its own. */
interface WithExternalId {
  readonly id: string
  readonly external_id: string | null
}

/** @throws ApiError 404 when no record has this external id */
export function findByExternalId<T extends WithExternalId>(
  records: Collection<T>,
  id: string,
  kind: EntityKind,
): T {
  const record = records.find((record) => record.external_id === id)
  if (record === undefined) throw entityNotFound(kind, id)
  return record
}

/**
 * @param id `null` and `undefined` are always free
 * @throws ApiError 409 when a record has this external id
 */
export function assertFreeExternalId<T extends WithExternalId>(
  records: Collection<T>,
  id: string | null | undefined,
  kind: EntityKind,
): void {
  if (id === null || id === undefined) return
  if (records.find((record) => record.external_id === id) === undefined) return
  throw conflict(`This external id belongs to another ${kind.toLowerCase()}.`, 'external_id_already_used')
}
