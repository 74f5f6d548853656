import { unauthorized } from './api-error.ts'
import type { Call, Endpoint } from './endpoint.ts'

/** The endpoint for who has the API key. It answers 401 to a request that does not carry it (RFC 6750, section 2.1). */
export function requireApiKey(endpoint: Endpoint): Endpoint {
  return (call) => {
    if (!hasApiKey(call)) throw unauthorized()
    return endpoint(call)
  }
}

function hasApiKey({ request, realm }: Call): boolean {
  const [scheme, token, ...rest] = (request.headers.get('authorization') ?? '').split(' ')
  return scheme?.toLowerCase() === 'bearer' && token === realm.apiKey && rest.length === 0
}
