import type { ResolvedConfig } from 'vite'

/** Where Start puts what it has made of its options and of Vite's: definitions of texts. */
const NAMES = {
  basePath: 'process.env.TSS_ROUTER_BASEPATH',
  csrfWarningDisabled: 'process.env.TSS_DISABLE_CSRF_MIDDLEWARE_WARNING',
} as const

/** What Start has defined in the resolved configuration; `undefined` without Start. */
export function definedByStart(
  { define = {} }: Pick<ResolvedConfig, 'define'>,
  name: keyof typeof NAMES,
): string | undefined {
  const code: unknown = define[NAMES[name]]
  if (typeof code !== 'string') return undefined
  try {
    const value: unknown = JSON.parse(code)
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}

/** What the path of every route begins with: `''`, or `/app` where Start's router has a base path. */
export function routerBasePath(config: Pick<ResolvedConfig, 'define'>): string {
  const segments = (definedByStart(config, 'basePath') ?? '').split('/').filter((segment) => segment !== '')
  return segments.map((segment) => `/${segment}`).join('')
}
