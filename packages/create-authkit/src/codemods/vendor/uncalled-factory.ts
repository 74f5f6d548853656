import { Node, type SourceFile, SyntaxKind } from 'ts-morph'
import { importOf } from '../syntax/binding.ts'
import { isVendorModule } from './vendor-modules.ts'

/** Functions that make what Start calls, and the options under which Start would be given them. */
const FACTORIES: ReadonlySet<string> = new Set(['handleCallbackRoute', 'authkitMiddleware'])

/**
 * A factory that is handed to Start without a call, as a handler or a middleware: early versions of WorkOS' package
 * exported these themselves.
 *
 * @param names what the file takes from WorkOS' module
 */
export function uncalledFactory(
  file: SourceFile,
  names: readonly string[],
): { at: number; reason: string } | null {
  if (!names.some((name) => FACTORIES.has(name))) return null
  for (const identifier of file.getDescendantsOfKind(SyntaxKind.Identifier)) {
    const parent = identifier.getParent()
    const isHandedOn =
      (Node.isPropertyAssignment(parent) && parent.getInitializer() === identifier) ||
      Node.isArrayLiteralExpression(parent)
    const imported = isHandedOn ? importOf(identifier) : null
    if (imported === null || !FACTORIES.has(imported.name) || !isVendorModule(imported.module)) continue
    return {
      at: identifier.getStart(),
      reason: `${imported.name} is not called, as in an early version of the package: write ${imported.name}()`,
    }
  }
  return null
}
