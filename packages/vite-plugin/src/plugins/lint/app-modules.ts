/** The app's own modules, as a filter for hooks: files without a query, outside of node_modules. */
export const APP_MODULES: { include: RegExp; exclude: RegExp[] } = {
  include: /\.[cm]?[jt]sx?$/,
  exclude: [/[\\/]node_modules[\\/]/, /\0/],
}

/** Whether a module is the app's own, or that of a package in its workspace. */
export function isAppModule(id: string): boolean {
  return APP_MODULES.include.test(id) && !APP_MODULES.exclude.some((excluded) => excluded.test(id))
}

/** The app's own file that a resolved id means; `undefined` for packages and for modules that have no file. */
export function appFileOf(resolved: { id: string; external?: unknown } | null): string | undefined {
  if (resolved === null || (resolved.external !== undefined && resolved.external !== false)) return undefined
  const [file = ''] = resolved.id.split('?', 1)
  return isAppModule(file) ? file : undefined
}
