import { unauthorized } from './api-error.ts'
import type { Call } from './endpoint.ts'

/** @throws ApiError 401 when the request does not carry the API key (RFC 6750, section 2.1) */
export function assertApiKey({ request, realm }: Call): void {
  const [scheme, token, ...rest] = (request.headers.get('authorization') ?? '').split(' ')
  if (scheme?.toLowerCase() === 'bearer' && token === realm.apiKey && rest.length === 0) return
  throw unauthorized()
}
