import { Node, SyntaxKind } from 'ts-morph'
import { importOf } from './syntax/binding.ts'
import { parseSource } from './syntax/source-file.ts'
import { applySplices } from './syntax/splice.ts'

/** Puts another path into `createFileRoute('…')` of a route file. */
export function setRoutePath(path: string, text: string, routePath: string): string {
  const calls = parseSource(path, text).getDescendantsOfKind(SyntaxKind.CallExpression)
  const splices = calls.flatMap((call) => {
    const argument = call.getArguments()[0]
    const isRoute =
      importOf(call.getExpression())?.name === 'createFileRoute' && Node.isStringLiteral(argument)
    return isRoute
      ? [{ at: argument.getStart() + 1, remove: argument.getWidth() - 2, insert: routePath }]
      : []
  })
  return applySplices(text, splices)
}
