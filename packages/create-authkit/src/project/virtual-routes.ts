import { Node, SyntaxKind } from 'ts-morph'
import { importOf } from '../codemods/syntax/binding.ts'
import { parseSource } from '../codemods/syntax/source-file.ts'

const VIRTUAL_ROUTES = '@tanstack/virtual-file-routes'

/**
 * The file that a virtual route configuration makes the root route, relative to the routes directory; `null` when that
 * can't be read without running the configuration.
 *
 * @param path file with the call of `rootRoute()`
 */
export function findVirtualRoot(path: string, text: string): string | null {
  if (!text.includes(VIRTUAL_ROUTES)) return null
  const calls = parseSource(path, text)
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .filter((call) => {
      const imported = importOf(call.getExpression())
      return imported?.module === VIRTUAL_ROUTES && imported.name === 'rootRoute'
    })
  const file = calls.length === 1 ? calls[0]?.getArguments()[0] : undefined
  return Node.isStringLiteral(file) ? file.getLiteralValue() : null
}
