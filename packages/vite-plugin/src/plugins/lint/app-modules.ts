import { RUNTIME } from '../server-code.ts'

/** Files without a query, outside of node_modules, as a filter for hooks: what {@link isAppModule} has to look at. */
export const APP_MODULES: { include: RegExp; exclude: RegExp[] } = {
  include: /\.[cm]?[jt]sx?$/,
  exclude: [/[\\/]node_modules[\\/]/, /\0/],
}

/** Whether a module is the app's own, or that of a package in its workspace. */
export function isAppModule(id: string): boolean {
  return (
    APP_MODULES.include.test(id) &&
    !APP_MODULES.exclude.some((excluded) => excluded.test(id)) &&
    // Linked, and not installed, the plugin is in no node_modules.
    !id.startsWith(RUNTIME)
  )
}

/** The app's own file that a resolved id means; `undefined` for packages and for modules that have no file. */
export function appFileOf(resolved: { id: string; external?: unknown } | null): string | undefined {
  if (resolved === null || (resolved.external !== undefined && resolved.external !== false)) return undefined
  const [file = ''] = resolved.id.split('?', 1)
  return isAppModule(file) ? file : undefined
}
