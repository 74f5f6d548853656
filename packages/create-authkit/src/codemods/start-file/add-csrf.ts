import type { SourceFile } from 'ts-morph'
import type { CodemodResult } from '../codemod-result.ts'
import { type Edit, editSource } from '../syntax/edit-source.ts'
import { type Layout, layoutOf } from '../syntax/layout.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { classifyMiddleware, CSRF_FACTORY } from './classify-middleware.ts'
import { declareCsrf } from './declare-csrf.ts'
import { findStartOptions } from './find-options.ts'
import { findRequestMiddleware } from './find-request-middleware.ts'
import { insertMiddleware, leadingSentry, proveMiddleware } from './insert-middleware.ts'

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
  const options = findStartOptions(file)
  const array = findRequestMiddleware(file, options)
  const elements = array?.getElements() ?? []
  const kinds = elements.map(classifyMiddleware)
  if (kinds.includes('csrf')) return null
  const opaque = elements[kinds.indexOf('opaque')]
  if (opaque !== undefined) {
    throw new UnsupportedShape(`\`${opaque.getText()}\` may be protection against CSRF already`, opaque)
  }
  assertNotImported(file)
  const layout = layoutOf(file, fallback)
  const csrf = declareCsrf(file, array ?? options, layout)
  const at = leadingSentry(kinds)
  const before = elements.map((element) => element.getText())
  return {
    splices: [...csrf.splices, ...insertMiddleware(file, { options, array }, at, [csrf.local], layout)],
    prove: (output) =>
      proveMiddleware(output, before.toSpliced(at, 0, csrf.local), kinds.toSpliced(at, 0, 'csrf')),
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
