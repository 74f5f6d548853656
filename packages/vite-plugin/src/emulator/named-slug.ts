import { BodyFields } from './body-fields.ts'
import type { SeedPermission } from './seed/seed.ts'

/** A role or permission, as far as its name goes. */
interface Named {
  name: string
  description: string | null
  updated_at: string
}

/** Reads what a new role or permission is made of. @throws ApiError 422 */
export async function readNamedSlug(request: Request): Promise<SeedPermission> {
  const body = await BodyFields.read(request)
  const slug = body.requiredText('slug')
  const name = body.requiredText('name')
  const description = body.nullableText('description') ?? undefined
  body.check()
  return { slug, name, ...(description !== undefined && { description }) }
}

/** Changes the name and description of a role or permission; what the body does not name stays. @throws ApiError 422 */
export async function rename(record: Named, request: Request, timestamp: string): Promise<void> {
  const body = await BodyFields.read(request)
  const name = body.text('name')
  const description = body.nullableText('description')
  body.check()
  if (name !== undefined) record.name = name
  if (description !== undefined) record.description = description
  record.updated_at = timestamp
}
