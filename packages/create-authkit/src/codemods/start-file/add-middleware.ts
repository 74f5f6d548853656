import { type SourceFile, SyntaxKind } from 'ts-morph'
import type { CodemodResult } from '../codemod-result.ts'
import { importOf } from '../syntax/binding.ts'
import { type Edit, editSource } from '../syntax/edit-source.ts'
import { ensureImport } from '../syntax/imports.ts'
import { type Layout, layoutOf } from '../syntax/layout.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import {
  AUTHKIT_MIDDLEWARE,
  AUTHKIT_MODULE,
  classifyMiddleware,
  CSRF_FACTORY,
  type MiddlewareKind,
} from './classify-middleware.ts'
import { declareCsrf } from './declare-csrf.ts'
import { findStartOptions } from './find-options.ts'
import { findRequestMiddleware } from './find-request-middleware.ts'
import { insertMiddleware, leadingSentry, proveMiddleware } from './insert-middleware.ts'

/** A start file switches Start's automatic protection off; here nothing shows that something replaces it. */
const NO_CSRF = `make sure that one of its middleware protects against CSRF (${CSRF_FACTORY})`

/**
 * Adds `authkitMiddleware()` to the `requestMiddleware` of a start file, behind CSRF protection and Sentry's
 * middleware and before everything else. A file that surely has no CSRF protection gets Start's own, because
 * having a start file switches the automatic one off.
 *
 * Before: `createStart(() => ({ requestMiddleware: [logger] }))`
 * After: `createStart(() => ({ requestMiddleware: [csrfMiddleware, authkitMiddleware(), logger] }))`
 *
 * @param layout what the file's own text does not show of its layout
 */
export function addMiddleware(path: string, text: string, layout?: Layout): CodemodResult {
  return editSource(path, text, (file) => plan(file, layout))
}

function plan(file: SourceFile, fallback: Layout | undefined): Edit | null {
  const options = findStartOptions(file)
  const array = findRequestMiddleware(file, options)
  const kinds = array?.getElements().map(classifyMiddleware) ?? []
  if (kinds.includes('authkit')) {
    assertOnce(file, kinds)
    return null
  }
  assertNotElsewhere(file)
  const layout = layoutOf(file, fallback)
  const authkit = ensureImport(file, { module: AUTHKIT_MODULE, name: AUTHKIT_MIDDLEWARE }, layout)
  const csrf = needsCsrf(file, kinds) ? declareCsrf(file, array ?? options, layout) : null
  const added = [...(csrf === null ? [] : [csrf.local]), `${authkit.local}()`]
  const at = kinds.lastIndexOf('csrf') === -1 ? leadingSentry(kinds) : kinds.lastIndexOf('csrf') + 1
  const before = array?.getElements().map((element) => element.getText()) ?? []
  const isProtected = csrf !== null || kinds.includes('csrf')
  return {
    ...(isProtected ? {} : { note: NO_CSRF }),
    splices: [
      ...(csrf?.splices ?? []),
      ...authkit.splices,
      ...insertMiddleware(file, { options, array }, at, added, layout),
    ],
    prove: (output) => {
      const after = kinds.toSpliced(at, 0, ...(csrf === null ? [] : ['csrf' as const]), 'authkit')
      proveMiddleware(output, before.toSpliced(at, 0, ...added), after)
      assertOnce(output, after)
    },
  }
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
    const isOurs = imported?.module === AUTHKIT_MODULE && imported.name === AUTHKIT_MIDDLEWARE
    const isHomonym = imported?.name === AUTHKIT_MIDDLEWARE
    if (isOurs || isHomonym)
      throw new UnsupportedShape(`${AUTHKIT_MIDDLEWARE} is already used here`, identifier)
  }
}

function needsCsrf(file: SourceFile, kinds: readonly MiddlewareKind[]): boolean {
  const imported = file.getImportDeclarations().some((declaration) => {
    return declaration.getNamedImports().some((specifier) => specifier.getName() === CSRF_FACTORY)
  })
  return !imported && !kinds.includes('csrf') && !kinds.includes('opaque')
}
