import { redirectUri } from '../steps/auth-paths.ts'
import type { CheckedApp } from './app.ts'
import type { Problem } from './check.ts'
import { problem } from './check.ts'
import type { Variable } from './environment.ts'

const NAME = 'WORKOS_REDIRECT_URI'
const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 }

/** The redirect URI as the environment, or else `authkit()`, has it. */
export function findRedirectUri({ project, environment }: CheckedApp): Variable | null {
  const option = project.authkitOptions?.['redirectUri']
  const fromOption = typeof option === 'string' ? { value: option, path: project.viteConfig } : null
  return environment.get(NAME) ?? fromOption
}

/**
 * The redirect URI leads back to the app's callback route; `null` when none is set, and none is needed.
 * @param isPlanned whether the plan sets it, which is another check's to say
 */
export function checkRedirectUri(app: CheckedApp, isPlanned: boolean): Problem[] | null {
  const { project, paths, isLocal } = app
  const expected = redirectUri(project, paths)
  const found = findRedirectUri(app)
  if (found === null) {
    if (isLocal || isPlanned) return null
    const help = `Add it to ${project.env.path}, and to the redirect URIs in the WorkOS dashboard.`
    return [problem('missing', project.env.path, `${NAME} is not set.`, help, `${NAME}=${expected}`)]
  }
  const wrong = (message: string, help: string): Problem[] => [problem('wrong', found.path, message, help)]
  const url = URL.canParse(found.value) ? new URL(found.value) : null
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    return wrong(`${NAME} is not an absolute URL.`, `Write it like ${expected}.`)
  }
  const path = new URL(expected).pathname
  if (url.pathname !== path) {
    return wrong(
      `${NAME} has the path ${url.pathname}, and the callback route is ${path}.`,
      `Make it ${url.origin}${path}, or tell the plugin: authkit({ callbackPath: … }).`,
    )
  }
  if (!isLoopback(url)) {
    if (url.protocol === 'https:') return []
    return wrong(
      `${NAME} has no https, so cookies are sent unencrypted (without \`Secure\`).`,
      `Make it https://${url.host}${path}.`,
    )
  }
  const port = url.port === '' ? DEFAULT_PORTS[url.protocol] : Number(url.port)
  if (project.port.assumed || url.protocol === 'https:' || port === project.port.value) return []
  return wrong(
    `${NAME} has the port ${port}, and the dev server uses ${project.port.value} (${project.port.source}).`,
    `Make it ${expected}.`,
  )
}

/** Whether a URL leads to the machine itself. */
export function isLoopback({ hostname }: URL): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  )
}
