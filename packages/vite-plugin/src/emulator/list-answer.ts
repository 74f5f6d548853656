import { apiResponse, unprocessable } from './api-error.ts'

/** Entries of a page when the request says nothing, and at most. */
const DEFAULT_LIMIT = 10
const MAX_LIMIT = 100

/**
 * Answers with one page of a list, as the WorkOS API does: `limit`, `order` (newest first) and the cursors `before` and
 * `after`, which are ids.
 *
 * @param records oldest first
 * @throws ApiError 422 when a parameter is not valid
 */
export function listAnswer<T extends { readonly id: string }>(
  { searchParams }: URL,
  records: readonly T[],
  toBody: (record: T) => object = (record) => record,
): Response {
  const limit = parseLimit(searchParams.get('limit'))
  const order = searchParams.get('order') ?? 'desc'
  if (order !== 'asc' && order !== 'desc' && order !== 'normal') {
    throw unprocessable([{ field: 'order', code: 'invalid', message: 'order must be asc or desc.' }])
  }
  const ordered = order === 'asc' ? records : records.toReversed()
  const indexOf = (id: string | null): number => ordered.findIndex((record) => record.id === id)
  const before = indexOf(searchParams.get('before'))
  const after = indexOf(searchParams.get('after'))
  const from = before === -1 ? after + 1 : Math.max(0, before - limit)
  const to = before === -1 ? from + limit : before
  const page = ordered.slice(from, to)
  return apiResponse({
    object: 'list',
    data: page.map(toBody),
    list_metadata: {
      before: from > 0 ? (page[0]?.id ?? null) : null,
      after: to < ordered.length ? (page.at(-1)?.id ?? null) : null,
    },
  })
}

/** The values of a parameter with several, in the forms that the SDKs of WorkOS send: repeated, `name[]`, with commas. */
export function listParameter({ searchParams }: URL, name: string): string[] {
  const values = [...searchParams.getAll(name), ...searchParams.getAll(`${name}[]`)]
  return values.flatMap((value) => value.split(','))
}

function parseLimit(value: string | null): number {
  if (value === null || value === '') return DEFAULT_LIMIT
  const limit = Number(value)
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT) return limit
  throw unprocessable([
    { field: 'limit', code: 'invalid', message: `limit must be a whole number from 1 to ${MAX_LIMIT}.` },
  ])
}
