import { Node, type SourceFile, SyntaxKind, ts } from 'ts-morph'

import { importOf } from '../../codemods/syntax/binding.ts'
import { propertyOf } from '../../codemods/syntax/value.ts'

/** The callback route of a copied example. */
export interface CopiedCallback {
  /** Its handler, and the functions beside it, by the names they have in the example. */
  handlers: ReadonlyArray<{ name: string; node: Node }>
  /** Whether the file holds nothing else: no option, statement or comment of the user's. */
  isWhole: boolean
}

/**
 * Reads a route file that saves sessions with the example's own function; `null` for all other files.
 *
 * @param isSessionFile whether a specifier means the file that has the function
 */
export function findCallback(
  file: SourceFile,
  isSessionFile: (specifier: string) => boolean,
): CopiedCallback | null {
  const savesSession = file.getImportDeclarations().some((declaration) => {
    const names = declaration.getNamedImports().map((specifier) => specifier.getName())
    return names.includes('saveSession') && isSessionFile(declaration.getModuleSpecifierValue())
  })
  if (!savesSession) return null
  const get = getHandler(file)
  const functions = file.getFunctions().map((node) => ({ name: node.getName() ?? '', node }))
  const statements = file.getStatements().filter((node) => {
    return !Node.isImportDeclaration(node) && !Node.isFunctionDeclaration(node)
  })
  return {
    handlers: [...(get === null ? [] : [{ name: 'GET', node: get }]), ...functions],
    isWhole:
      get !== null &&
      statements.length === 1 &&
      !hasOwnComment(file, [get, ...functions.map(({ node }) => node)]),
  }
}

/** The value of `server.handlers.GET` of a route that has no other option. */
function getHandler(file: SourceFile): Node | null {
  for (const call of file.getDescendantsOfKind(SyntaxKind.CallExpression)) {
    const creator = call.getExpression()
    if (!Node.isCallExpression(creator)) continue
    if (importOf(creator.getExpression())?.name !== 'createFileRoute') continue
    return onlyMember(onlyMember(onlyMember(call.getArguments()[0], 'server'), 'handlers'), 'GET')
  }
  return null
}

function onlyMember(object: Node | null | undefined, name: string): Node | null {
  if (object === null || !Node.isObjectLiteralExpression(object) || object.getProperties().length !== 1)
    return null
  const property = propertyOf(object, name)
  return Node.isPropertyAssignment(property) ? (property.getInitializer() ?? null) : null
}

/** Whether there is a comment outside of the known code. */
function hasOwnComment(file: SourceFile, known: readonly Node[]): boolean {
  const text = file.getFullText()
  const isInside = (at: number): boolean => known.some((node) => node.getStart() <= at && at < node.getEnd())
  const places = file
    .getDescendants()
    .flatMap((node) => [
      ...(ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(text, node.getEnd()) ?? []),
    ])
  return places.some(({ pos }) => !isInside(pos))
}
