import { CliError } from '../cli-error.ts'
import type { Diagnosis } from '../checks/diagnose.ts'
import { findRedirectUri } from '../checks/check-redirect-uri.ts'
import { redirectUri } from '../steps/auth-paths.ts'
import { askRegistration } from '../ui/prompts.ts'
import type { Reporter } from '../ui/reporter.ts'
import { apiAddress } from '../workos/api-address.ts'
import { isRegistered, register } from '../workos/redirect-uris.ts'

/** What `--register` found and did. */
export interface Registration {
  /** The redirect URI it is about. */
  uri: string
  /** `missing`: it is not registered, and nobody has agreed to it; `unneeded`: the local AuthKit has no such list. */
  status: 'registered' | 'was registered' | 'missing' | 'unneeded'
}

export interface RegisterOptions {
  diagnosis: Pick<Diagnosis, 'app' | 'project' | 'paths'>
  /** Agreed to beforehand. */
  yes: boolean
  /** Whether there is somebody to ask. */
  asks: boolean
  signal: AbortSignal
  reporter: Reporter
}

/**
 * Sees whether the app's redirect URI is registered at WorkOS, and registers it when that is agreed to.
 * @throws {CliError} `ERR_WORKOS_API`, `ERR_ABORTED`
 */
export async function registerRedirectUri(options: RegisterOptions): Promise<Registration> {
  const { diagnosis, yes, asks, signal, reporter } = options
  const { app, project, paths } = diagnosis
  const uri = findRedirectUri(app)?.value ?? redirectUri(project, paths)
  if (app.isLocal) return { uri, status: 'unneeded' }
  const apiKey = app.environment.get('WORKOS_API_KEY')?.value
  if (apiKey === undefined) {
    throw new CliError('To look at what is registered at WorkOS, an API key is needed.', {
      code: 'ERR_WORKOS_API',
      help: `Set WORKOS_API_KEY in ${project.env.path} or in the environment.`,
    })
  }
  const api = { address: apiAddress(app.environment), apiKey, signal }
  reporter.progress(`Asking ${api.address.host}`)
  const isThere = await isRegistered(uri, api).finally(() => reporter.progressEnd())
  if (isThere) return { uri, status: 'was registered' }
  const isAgreed = yes || (asks && (await askRegistration(uri)))
  if (!isAgreed) return { uri, status: 'missing' }
  reporter.progress(`Registering at ${api.address.host}`)
  await register(uri, api).finally(() => reporter.progressEnd())
  return { uri, status: 'registered' }
}
