import { AuthKitError } from '../errors.ts'
import type { Organization } from './workos-types.ts'

/**
 * Reads an organization.
 *
 * @throws AuthKitError `ERR_API_RESPONSE` for an answer without id or name
 */
export function toOrganization(body: unknown): Organization {
  if (typeof body === 'object' && body !== null && 'id' in body && 'name' in body) {
    const { id, name } = body
    if (typeof id === 'string' && typeof name === 'string') return { id, name }
  }
  throw new AuthKitError(
    "WorkOS' answer can't be used: it should hold an organization with an id and a name.",
    undefined,
    undefined,
    'ERR_API_RESPONSE',
  )
}
