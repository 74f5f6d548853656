import type { Diagnostic } from './diagnostic.ts'

/** Where the rule pages are read: the plugin carries those of its own version along, so they open offline too. */
export const DOCS_BASE_URL = 'node_modules/vite-plugin-authkit-start/dist/rules'

/** Where the page of one code is, from the root of the app. */
export function docsUrl(code: Diagnostic['code']): string {
  return `${DOCS_BASE_URL}/${code}.md`
}
