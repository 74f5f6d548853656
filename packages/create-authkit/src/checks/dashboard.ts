import { redirectUri } from '../steps/auth-paths.ts'
import type { CheckedApp } from './app.ts'
import { findRedirectUri } from './check-redirect-uri.ts'

/** A setting that is made in the WorkOS dashboard, where it can't be seen from here. */
export interface DashboardSetting {
  name: string
  /** The exact value for dev. */
  value: string
  /** What it is in production. */
  production: string
}

const PRODUCTION_ORIGIN = 'https://your-domain.example'

/** The settings an app needs in the WorkOS dashboard once it has an account. */
export function dashboardSettings(app: CheckedApp): DashboardSetting[] {
  const { project, paths } = app
  const callback = redirectUri(project, paths)
  const configured = findRedirectUri(app)?.value
  const url = new URL(configured !== undefined && URL.canParse(configured) ? configured : callback)
  const { origin } = url.protocol.startsWith('http') ? url : new URL(callback)
  const base = project.basePath === '/' ? '' : project.basePath
  const setting = (name: string, path: string): DashboardSetting => ({
    name,
    value: `${origin}${base}${path}`,
    production: `${PRODUCTION_ORIGIN}${base}${path}`,
  })
  return [
    setting('Redirect URI', paths.callback),
    setting('Sign-in endpoint', paths.signIn),
    setting('Sign-out redirect', '/'),
  ]
}
