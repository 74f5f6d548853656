import type { Diagnostic } from './diagnostic.ts'

/** Where the rule pages of `docs/rules/` are read. */
export const DOCS_BASE_URL = 'https://github.com/authkit-start/authkit-start/blob/main/docs/rules'

/** Link to the page of one code. */
export function docsUrl(code: Diagnostic['code']): string {
  return `${DOCS_BASE_URL}/${code}.md`
}
