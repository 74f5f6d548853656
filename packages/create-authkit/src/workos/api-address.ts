import type { Environment } from '../checks/environment.ts'
import { isLoopback } from '../checks/check-redirect-uri.ts'
import { CliError } from '../cli-error.ts'

const DEFAULT_HOST = 'api.workos.com'

/**
 * Where WorkOS' API is, by the variables that the runtime reads as well: WORKOS_API_HOSTNAME, WORKOS_API_PORT and
 * WORKOS_API_HTTPS.
 * @throws {CliError} `ERR_WORKOS_API` for a host that would get the API key without https
 */
export function apiAddress(environment: Environment): URL {
  const valueOf = (name: string): string | undefined => environment.get(name)?.value
  const protocol = valueOf('WORKOS_API_HTTPS') === 'false' ? 'http' : 'https'
  const port = valueOf('WORKOS_API_PORT')
  const text = `${protocol}://${valueOf('WORKOS_API_HOSTNAME') ?? DEFAULT_HOST}${port === undefined ? '' : `:${port}`}`
  const address = URL.canParse(text) ? new URL(text) : null
  if (address === null) {
    throw new CliError('WORKOS_API_HOSTNAME and WORKOS_API_PORT make no address.', {
      code: 'ERR_WORKOS_API',
      help: 'Leave them out: WorkOS’ own address is the default.',
    })
  }
  if (address.protocol === 'https:' || isLoopback(address)) return address
  throw new CliError(`The API key would go to ${address.host} without https.`, {
    code: 'ERR_WORKOS_API',
    help: 'Take out WORKOS_API_HTTPS=false.',
  })
}
