/** Names of the endpoints, as the event log and {@link NextFailure} call them. */
export const ENDPOINT_NAMES = [
  'authorize',
  'authenticate',
  'jwks',
  'logout',
  'magic_auth',
  'memberships',
  'organizations',
  'permissions',
  'redirect_uris',
  'roles',
  'sessions',
  'users',
] as const

/** Name of an endpoint. */
export type EndpointName = (typeof ENDPOINT_NAMES)[number]
