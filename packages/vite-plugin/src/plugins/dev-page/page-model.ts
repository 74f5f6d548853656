import type { PluginContext } from '../../context.ts'
import { DEFAULT_COOKIE_NAME } from '../../runtime/session/config/config-keys.ts'
import { appConfiguration } from './app-configuration.ts'
import { readSession, type SessionReport } from './app-session.ts'
import { reportConfiguration, type ConfigurationReport } from './configuration-report.ts'
import { isSessionCookie, reportCookies, type CookieReport } from './cookie-report.ts'
import type { Choice, LocalChoices } from './sections/actions.ts'
import type { Flow } from './watch/flow-log.ts'
import type { Recorder } from './watch/recorder.ts'
import { browserOf } from './watch/visit.ts'

/** Everything that one view of the page shows, but for the findings. */
export interface PageModel {
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly session: SessionReport
  /** Milliseconds since the epoch. */
  readonly cookieEnds: number | undefined
  readonly organizationName: string | undefined
  readonly local: LocalChoices | undefined
  readonly cookies: CookieReport
  readonly flows: readonly Flow[]
  readonly configuration: ConfigurationReport
}

/** Gathers what the page shows to the browser of a request. */
export async function pageModel(
  ctx: PluginContext,
  recorder: Recorder,
  request: Request,
): Promise<PageModel> {
  const now = Date.now()
  const session = await readSession(ctx, request)
  const { hostname, host, protocol } = new URL(request.url)
  const browser = browserOf(host, request.headers.get('user-agent') ?? undefined)
  const sessionCookie = sessionCookieName(ctx)
  const cookies = reportCookies(recorder.cookies, {
    browser,
    cookieHeader: request.headers.get('cookie') ?? '',
    hostname,
    isSecure: protocol === 'https:',
    sessionCookie,
    now,
  })
  return {
    now,
    session,
    cookieEnds: cookieEnds(recorder, browser, sessionCookie),
    organizationName: organizationName(ctx, session),
    local: localChoices(ctx, session),
    cookies,
    flows: recorder.flows.all(),
    configuration: reportConfiguration(ctx),
  }
}

/** The configured one, or the default where it can't be used. */
export function sessionCookieName(ctx: PluginContext): string {
  return appConfiguration(ctx).getValue('cookieName') ?? DEFAULT_COOKIE_NAME
}

function cookieEnds({ cookies }: Recorder, browser: string, sessionCookie: string): number | undefined {
  const sent = cookies.sentTo(browser).find(({ name }) => isSessionCookie(name, sessionCookie))
  if (sent === undefined || sent.isDeletion || sent.attributes.maxAge === undefined) return undefined
  return sent.at + sent.attributes.maxAge * 1000
}

function organizationName({ localControl }: PluginContext, session: SessionReport): string | undefined {
  const id = session.state === 'open' ? session.claims.org_id : undefined
  return localControl?.organizations().find((organization) => organization.id === id)?.name
}

function localChoices({ localControl }: PluginContext, session: SessionReport): LocalChoices | undefined {
  if (localControl === null) return undefined
  const users = localControl
    .users()
    .map(({ id, name, email }) => ({ id, label: name ? `${name} (${email})` : email }))
  const organizations = localControl.organizations()
  const organizationsOfUser = (): Choice[] => {
    if (session.state !== 'open') return []
    const { user, claims } = session
    return localControl.memberships(user.id).flatMap(({ organizationId, status }) => {
      const organization = organizations.find(({ id }) => id === organizationId)
      if (organization === undefined || status !== 'active' || organizationId === claims.org_id) return []
      return [{ id: organizationId, label: organization.name }]
    })
  }
  return { users, organizations: organizationsOfUser() }
}
