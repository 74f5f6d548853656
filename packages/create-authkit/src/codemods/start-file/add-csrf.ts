import type { SourceFile } from 'ts-morph'
import type { CodemodResult } from '../codemod-result.ts'
import { type Edit, editSource } from '../syntax/edit-source.ts'
import { type Layout, layoutOf } from '../syntax/layout.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { leavesOf, outOfSight } from '../syntax/ways.ts'
import { CSRF_FACTORY } from './classify-middleware.ts'
import { declareCsrf } from './declare-csrf.ts'
import {
  elementsOf,
  expectedSite,
  insertMiddleware,
  kindsOf,
  leadingSentry,
  nodeOf,
  proveMiddleware,
} from './insert-middleware.ts'
import { type MiddlewareSite, middlewareSites } from './middleware-sites.ts'

/**
 * Adds Start's own CSRF protection to the `requestMiddleware` of a start file, behind Sentry's middleware and before
 * everything else.
 *
 * Before: `createStart(() => ({ requestMiddleware: [authkitMiddleware()] }))`
 * After: `createStart(() => ({ requestMiddleware: [csrfMiddleware, authkitMiddleware()] }))`
 *
 * @param layout what the file's own text does not show of its layout
 */
export function addCsrf(path: string, text: string, layout?: Layout): CodemodResult {
  return editSource(path, text, (file) => plan(file, layout))
}

function plan(file: SourceFile, fallback: Layout | undefined): Edit | null {
  const ways = middlewareSites(file, {})
  const sites = leavesOf(ways)
  const unseen = outOfSight(ways, () => false)
  if (unseen !== null) throw unseen
  const open = sites.filter((site) => !kindsOf(site).includes('csrf'))
  const [first] = open
  if (first === undefined) return null
  for (const site of open) assertSeen(site)
  assertNotImported(file)
  const layout = layoutOf(file, fallback)
  const csrf = declareCsrf(file, nodeOf(first), layout)
  const changes = sites.map((site) => {
    const isOpen = open.includes(site)
    return {
      site,
      isOpen,
      at: leadingSentry(kindsOf(site)),
      added: isOpen ? [{ text: csrf.local, kind: 'csrf' as const }] : [],
    }
  })
  return {
    splices: [
      ...csrf.imports,
      csrf.declaration,
      ...changes.flatMap(({ site, isOpen, at }) =>
        isOpen ? insertMiddleware(file, site, at, [csrf.local], layout) : [],
      ),
    ],
    addsOnly: !open.some((site) => site.kind === 'nothing'),
    prove(output) {
      proveMiddleware(
        output,
        {},
        changes.map(({ site, at, added }) => expectedSite(site, at, added)),
      )
    },
  }
}

function assertSeen(site: MiddlewareSite): void {
  const opaque = elementsOf(site)[kindsOf(site).indexOf('opaque')]
  if (opaque !== undefined) {
    throw new UnsupportedShape(`\`${opaque.getText()}\` may be protection against CSRF already`, opaque)
  }
}

/** Protection that is made but not in the list is there for a reason that can't be told. */
function assertNotImported(file: SourceFile): void {
  for (const declaration of file.getImportDeclarations()) {
    const specifier = declaration.getNamedImports().find((named) => named.getName() === CSRF_FACTORY)
    if (specifier !== undefined) {
      throw new UnsupportedShape(`${CSRF_FACTORY} is imported, but not in requestMiddleware`, specifier)
    }
  }
}
