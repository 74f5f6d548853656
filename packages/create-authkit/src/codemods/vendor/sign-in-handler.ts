import { Node, type SourceFile, SyntaxKind } from 'ts-morph'
import type { CodemodResult } from '../codemod-result.ts'
import { AUTHKIT_MODULE } from '../own-modules.ts'
import { importOf, resolveName } from '../syntax/binding.ts'
import { type Edit, editSource } from '../syntax/edit-source.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { propertyOf } from '../syntax/value.ts'

const MINTS = 'getSignInUrl'
const HANDLER = 'handleSignInRoute'
/** The query parameter that {@link HANDLER} reads too. */
const PARAMETER = 'returnPathname'
const REDIRECTS = new Set(['302', '303', '307'])

/**
 * Puts our handler in the place of a sign-in route written by hand, when that does exactly what ours does: it takes the
 * path to return to from the query and redirects to the URL for it. Other handlers are `unsupported`.
 *
 * Before: `GET: async ({ request }) => { …getSignInUrl({ data: { returnPathname } })… }`
 * After: `GET: handleSignInRoute()`
 */
export function adoptSignInHandler(path: string, text: string): CodemodResult {
  if (!text.includes(MINTS)) return { status: 'unchanged' }
  return editSource(path, text, plan)
}

function plan(file: SourceFile): Edit | null {
  const handler = getHandler(file)
  if (handler === null || isOurs(handler)) return null
  const specifier = file
    .getImportDeclaration(AUTHKIT_MODULE)
    ?.getNamedImports()
    .find((named) => named.getName() === MINTS && named.getAliasNode() === undefined)
  const uses = file.getDescendantsOfKind(SyntaxKind.Identifier).filter((node) => node.getText() === MINTS)
  if (specifier === undefined || uses.length !== 2 || file.getFullText().includes(HANDLER)) {
    throw new UnsupportedShape(`${MINTS} is used in several ways`, handler)
  }
  if (!redirectsToSignIn(handler)) throw new UnsupportedShape('the handler does something else', handler)
  return {
    splices: [
      { at: specifier.getStart(), remove: specifier.getWidth(), insert: HANDLER },
      { at: handler.getStart(), remove: handler.getWidth(), insert: `${HANDLER}()` },
    ],
    prove(output) {
      const after = getHandler(output)
      if (after === null || !isOurs(after)) throw new UnsupportedShape('the handler is not in place', handler)
    },
  }
}

/** The value of `GET` in the handlers of the file's route. */
function getHandler(file: SourceFile): Node | null {
  for (const call of file.getDescendantsOfKind(SyntaxKind.CallExpression)) {
    const creator = call.getExpression()
    if (!Node.isCallExpression(creator)) continue
    if (importOf(creator.getExpression())?.name !== 'createFileRoute') continue
    const handlers = member(member(call.getArguments()[0], 'server'), 'handlers')
    return member(handlers, 'GET') ?? null
  }
  return null
}

function member(object: Node | undefined, name: string): Node | undefined {
  if (!Node.isObjectLiteralExpression(object)) return undefined
  const property = propertyOf(object, name)
  if (Node.isShorthandPropertyAssignment(property)) return property.getNameNode()
  return Node.isPropertyAssignment(property) ? property.getInitializer() : undefined
}

function isOurs(handler: Node): boolean {
  if (!Node.isCallExpression(handler)) return false
  const imported = importOf(handler.getExpression())
  return imported?.module === AUTHKIT_MODULE && imported.name === HANDLER
}

/** `({ request }) => { const …; return <redirect> }`, each part of it one that is known. */
function redirectsToSignIn(handler: Node): boolean {
  if (!Node.isArrowFunction(handler) && !Node.isFunctionExpression(handler)) return false
  const [parameter, second] = handler.getParameters()
  const takesRequest = parameter?.getNameNode().getText().replaceAll(/\s/g, '') === '{request}'
  if (!takesRequest || second !== undefined || /\/[/*]/.test(handler.getText().replaceAll('://', '')))
    return false
  const body = handler.getBody()
  if (!Node.isBlock(body)) return false
  return body.getStatements().every((statement, index, statements) => {
    if (index === statements.length - 1) {
      return Node.isReturnStatement(statement) && isRedirect(statement.getExpression())
    }
    return (
      Node.isVariableStatement(statement) &&
      statement.getDeclarations().every((declaration) => kindOf(declaration.getInitializer()) !== null)
    )
  })
}

/** What an expression is, of all that such a handler needs. */
type Kind = 'url' | 'query' | 'path' | 'authUrl'

function kindOf(expression: Node | undefined): Kind | null {
  if (expression === undefined) return null
  const node = unwrap(expression)
  if (Node.isIdentifier(node)) {
    const binding = resolveName(node)
    return binding?.kind === 'const' ? kindOf(binding.declaration.getInitializer()) : null
  }
  if (Node.isNewExpression(node)) return node.getText() === 'new URL(request.url)' ? 'url' : null
  if (Node.isPropertyAccessExpression(node)) {
    return node.getName() === 'searchParams' && kindOf(node.getExpression()) === 'url' ? 'query' : null
  }
  if (Node.isBinaryExpression(node))
    return kindOfDefault(node.getLeft(), node.getRight(), node.getOperatorToken())
  if (Node.isAwaitExpression(node)) return mintsUrl(unwrap(node.getExpression())) ? 'authUrl' : null
  return Node.isCallExpression(node) && readsPath(node) ? 'path' : null
}

/** `… ?? '/'` and `… || undefined`: where ours goes as well without a path. */
function kindOfDefault(left: Node, right: Node, operator: Node): Kind | null {
  const isDefault = ['??', '||'].includes(operator.getText())
  const isHome =
    right.getText() === 'undefined' || (Node.isStringLiteral(right) && right.getLiteralValue() === '/')
  return isDefault && isHome && kindOf(left) === 'path' ? 'path' : null
}

/** `<query>.get('returnPathname')` */
function readsPath(call: Node): boolean {
  if (!Node.isCallExpression(call)) return false
  const callee = call.getExpression()
  const [name] = call.getArguments()
  return (
    Node.isPropertyAccessExpression(callee) &&
    callee.getName() === 'get' &&
    Node.isStringLiteral(name) &&
    name.getLiteralValue() === PARAMETER &&
    kindOf(callee.getExpression()) === 'query'
  )
}

function mintsUrl(call: Node): boolean {
  if (!Node.isCallExpression(call)) return false
  const imported = importOf(call.getExpression())
  const [argument, second] = call.getArguments()
  if (imported?.module !== AUTHKIT_MODULE || imported.name !== MINTS || argument === undefined) return false
  return second === undefined && tellsPath(unwrap(argument))
}

/** `{ data: path }`, `{ data: { returnPathname: path } }`, `path ? … : undefined` */
function tellsPath(argument: Node): boolean {
  if (Node.isConditionalExpression(argument)) {
    return (
      kindOf(argument.getCondition()) === 'path' &&
      tellsPath(unwrap(argument.getWhenTrue())) &&
      argument.getWhenFalse().getText() === 'undefined'
    )
  }
  if (!Node.isObjectLiteralExpression(argument) || argument.getProperties().length !== 1) return false
  const data = member(argument, 'data')
  if (data === undefined) return false
  const value = unwrap(data)
  if (!Node.isObjectLiteralExpression(value)) return kindOf(value) === 'path'
  return value.getProperties().length === 1 && kindOf(member(value, PARAMETER)) === 'path'
}

/** `new Response(null, { status: 307, headers: { Location: url } })`, `Response.redirect(url)` */
function isRedirect(expression: Node | undefined): boolean {
  if (Node.isCallExpression(expression)) {
    const [url, status] = expression.getArguments()
    const isStatus = status === undefined || REDIRECTS.has(status.getText())
    return (
      expression.getExpression().getText() === 'Response.redirect' && isStatus && kindOf(url) === 'authUrl'
    )
  }
  if (!Node.isNewExpression(expression) || expression.getExpression().getText() !== 'Response') return false
  const [body, init] = expression.getArguments()
  const headers = member(init, 'headers')
  const isOnly =
    Node.isObjectLiteralExpression(init) &&
    init.getProperties().length === 2 &&
    Node.isObjectLiteralExpression(headers) &&
    headers.getProperties().length === 1
  const url = member(headers, 'Location') ?? member(headers, 'location')
  return (
    isOnly &&
    body?.getText() === 'null' &&
    REDIRECTS.has(member(init, 'status')?.getText() ?? '') &&
    kindOf(url) === 'authUrl'
  )
}
