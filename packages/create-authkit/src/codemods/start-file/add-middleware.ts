import { type SourceFile, SyntaxKind } from 'ts-morph'
import type { CodemodResult } from '../codemod-result.ts'
import { AUTHKIT_MODULE } from '../own-modules.ts'
import { importOf } from '../syntax/binding.ts'
import { type Edit, editSource } from '../syntax/edit-source.ts'
import { ensureImport } from '../syntax/imports.ts'
import { type Layout, layoutOf } from '../syntax/layout.ts'
import { parseSource } from '../syntax/source-file.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { leavesOf, outOfSight } from '../syntax/ways.ts'
import { AUTHKIT_MIDDLEWARE, CSRF_FACTORY, type MiddlewareKind } from './classify-middleware.ts'
import { declareCsrf } from './declare-csrf.ts'
import { exportStart } from './export-start.ts'
import {
  expectedSite,
  insertMiddleware,
  kindsOf,
  leadingSentry,
  nodeOf,
  proveMiddleware,
} from './insert-middleware.ts'
import { type MiddlewareSite, middlewareSites, type SiteSettings } from './middleware-sites.ts'
import { middlewareSnippet } from './middleware-snippet.ts'

/** A start file switches Start's automatic protection off; here nothing shows that something replaces it. */
const NO_CSRF = `make sure that one of its middleware protects against CSRF (${CSRF_FACTORY})`

/** What a file is edited for. */
export interface AddMiddlewareSettings extends SiteSettings {
  /** What the file's own text does not show of its layout. */
  layout?: Layout
}

/**
 * Adds `authkitMiddleware()` to the `requestMiddleware` of a start file, behind CSRF protection and Sentry's
 * middleware and before everything else, on every way that the options may be made. An array that can't be seen is
 * spread, with ours behind it. A file that surely has no CSRF protection gets Start's own, because having a start file
 * switches the automatic one off.
 *
 * Before: `createStart(() => ({ requestMiddleware: [logger] }))`
 * After: `createStart(() => ({ requestMiddleware: [csrfMiddleware, authkitMiddleware(), logger] }))`
 */
export function addMiddleware(
  path: string,
  text: string,
  { layout, ...settings }: AddMiddlewareSettings = {},
): CodemodResult {
  const result = editSource(path, text, (file) => plan(file, settings, layout))
  if (result.status !== 'unsupported') return result
  const exported = settings.exported === undefined ? exportStart(path, text, layout) : null
  if (exported !== null) {
    // The export is an edit of this file, so middleware of another one is spread here, too.
    const added = addMiddleware(path, exported.text, {
      spread: true,
      ...(layout && { layout }),
      ...(settings.own && { own: settings.own }),
    })
    if (added.status === 'changed') {
      const note = added.note === undefined ? exported.note : `${exported.note}; ${added.note}`
      return { ...added, note }
    }
  }
  const snippet = middlewareSnippet(parseSource(path, text))
  return snippet === null ? result : { ...result, snippet }
}

function plan(file: SourceFile, settings: SiteSettings, fallback: Layout | undefined): Edit | null {
  const kinds = (site: MiddlewareSite): MiddlewareKind[] => kindsOf(site, settings.own)
  const ways = middlewareSites(file, settings)
  const sites = leavesOf(ways)
  const unseen = outOfSight(ways, () => false)
  for (const site of sites) assertOnce(file, kinds(site))
  const open = sites.filter((site) => !kinds(site).includes('authkit'))
  if (unseen !== null) throw unseen
  if (sites.length === 0) throw new UnsupportedShape('no options of createStart() reach a server', 0)
  if (open.length === 0) return null
  if (open.length === sites.length) assertNotElsewhere(file)
  const layout = layoutOf(file, fallback)
  const authkit = ensureImport(file, { module: AUTHKIT_MODULE, name: AUTHKIT_MIDDLEWARE }, layout)
  const unprotected = open.filter((site) => needsCsrf(file, kinds(site)))
  const first = unprotected[0]
  const csrf = first === undefined ? null : declareCsrf(file, nodeOf(first), layout)
  const changes = sites.map((site) => {
    if (!open.includes(site)) return { site, at: 0, added: [] }
    const isUnprotected = csrf !== null && unprotected.includes(site)
    const ours = { text: `${authkit.local}()`, kind: 'authkit' as const }
    const added = isUnprotected ? [{ text: csrf.local, kind: 'csrf' as const }, ours] : [ours]
    return { site, at: placeFor(site, kinds(site)), added }
  })
  const isProtected = open.every((site) => unprotected.includes(site) || kinds(site).includes('csrf'))
  return {
    ...(isProtected ? {} : { note: NO_CSRF }),
    addsOnly: !open.some((site) => site.kind === 'nothing'),
    splices: [
      ...(csrf?.imports ?? []),
      ...authkit.splices,
      ...(csrf === null ? [] : [csrf.declaration]),
      ...changes.flatMap(({ site, at, added }) =>
        added.length === 0
          ? []
          : insertMiddleware(
              file,
              site,
              at,
              added.map((element) => element.text),
              layout,
            ),
      ),
    ],
    prove(output) {
      const expected = changes.map(({ site, at, added }) => expectedSite(site, at, added, settings.own))
      proveMiddleware(output, settings, expected)
    },
  }
}

/** Behind the last CSRF protection, else behind Sentry's; behind a whole array that can't be seen. */
function placeFor(site: MiddlewareSite, kinds: readonly MiddlewareKind[]): number {
  if (site.kind === 'value') return 1
  const csrf = kinds.lastIndexOf('csrf')
  return csrf === -1 ? leadingSentry(kinds) : csrf + 1
}

function assertOnce(file: SourceFile, kinds: readonly MiddlewareKind[]): void {
  if (kinds.filter((kind) => kind === 'authkit').length > 1) {
    throw new UnsupportedShape(
      `${AUTHKIT_MIDDLEWARE} is in requestMiddleware more than once`,
      file.getStart(),
    )
  }
}

/** AuthKit's middleware brought in by a way that the elements do not show: a condition, a push, a dynamic import. */
function assertNotElsewhere(file: SourceFile): void {
  const text = file.getFullText()
  if (!text.includes(AUTHKIT_MODULE) && !text.includes(AUTHKIT_MIDDLEWARE)) return
  for (const literal of file.getDescendantsOfKind(SyntaxKind.StringLiteral)) {
    if (literal.getLiteralValue() !== AUTHKIT_MODULE) continue
    if (literal.getFirstAncestorByKind(SyntaxKind.ImportDeclaration) === undefined) {
      throw new UnsupportedShape(`${AUTHKIT_MODULE} is already used here`, literal)
    }
  }
  for (const identifier of file.getDescendantsOfKind(SyntaxKind.Identifier)) {
    if (identifier.getFirstAncestorByKind(SyntaxKind.ImportDeclaration) !== undefined) continue
    const imported = importOf(identifier)
    if (imported?.name === AUTHKIT_MIDDLEWARE)
      throw new UnsupportedShape(`${AUTHKIT_MIDDLEWARE} is already used here`, identifier)
  }
}

function needsCsrf(file: SourceFile, kinds: readonly MiddlewareKind[]): boolean {
  const imported = file.getImportDeclarations().some((declaration) => {
    return declaration.getNamedImports().some((specifier) => specifier.getName() === CSRF_FACTORY)
  })
  return !imported && !kinds.includes('csrf') && !kinds.includes('opaque')
}
