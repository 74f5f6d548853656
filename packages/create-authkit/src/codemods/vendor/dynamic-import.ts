import { type BindingName, type CallExpression, Node } from 'ts-morph'

/** The names taken from an `import()`, `null` when the module goes somewhere as a whole. */
export function namesOfDynamicImport(call: CallExpression): string[] | null {
  const awaited = skipParentheses(call.getParent())
  if (Node.isAwaitExpression(awaited)) return namesOfModule(awaited)
  // import('…').then(({ name }) => …), .then((module) => module.name)
  if (!Node.isPropertyAccessExpression(awaited) || awaited.getName() !== 'then') return null
  const then = awaited.getParent()
  const callback = Node.isCallExpression(then) ? then.getArguments()[0] : undefined
  if (!Node.isArrowFunction(callback) && !Node.isFunctionExpression(callback)) return null
  const parameter = callback.getParameters()[0]
  if (parameter === undefined) return []
  const name = parameter.getNameNode()
  if (Node.isObjectBindingPattern(name)) return namesOfPattern(name)
  const body = callback.getBody()
  const isMember = Node.isPropertyAccessExpression(body) && body.getExpression().getText() === name.getText()
  return isMember ? [body.getName()] : null
}

/** `const { name } = await import('…')`, `(await import('…')).name`. */
function namesOfModule(module: Node): string[] | null {
  const user = skipParentheses(module.getParent())
  if (Node.isPropertyAccessExpression(user)) return [user.getName()]
  if (Node.isVariableDeclaration(user)) return namesOfPattern(user.getNameNode())
  return Node.isExpressionStatement(user) ? [] : null
}

function namesOfPattern(pattern: BindingName): string[] | null {
  if (!Node.isObjectBindingPattern(pattern)) return null
  const names: string[] = []
  for (const element of pattern.getElements()) {
    const name = element.getPropertyNameNode() ?? element.getNameNode()
    if (element.getDotDotDotToken() !== undefined || !Node.isIdentifier(name)) return null
    names.push(name.getText())
  }
  return names
}

function skipParentheses(node: Node | undefined): Node | undefined {
  let outer = node
  while (Node.isParenthesizedExpression(outer)) outer = outer.getParent()
  return outer
}
