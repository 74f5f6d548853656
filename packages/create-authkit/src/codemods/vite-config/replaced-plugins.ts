import { Node, type VariableDeclaration } from 'ts-morph'
import { referencesTo, resolveName } from '../syntax/binding.ts'
import { unwrap } from '../syntax/unwrap.ts'

/** Array methods that keep the elements they are called on, in their order. */
export const KEEPING_METHODS: ReadonlySet<string> = new Set(['filter', 'flat', 'concat'])

/**
 * Where the plugins of a configuration in a name are replaced by others later, `null` where they stay:
 * `config.plugins = config.plugins.filter(Boolean)` keeps them.
 *
 * @param config the name, where it is used or where it is declared
 */
export function replacedPlugins(config: Node): Node | null {
  const declaration = declarationOf(config)
  if (declaration === null) return null
  const name = declaration.getName()
  const binding = { kind: 'const', declaration, node: declaration } as const
  for (const use of referencesTo(config.getSourceFile(), binding, name)) {
    const access = use.getParent()
    const assignment = access?.getParent()
    const isReplaced =
      isPluginsOf(access, name) &&
      Node.isBinaryExpression(assignment) &&
      assignment.getLeft() === access &&
      assignment.getOperatorToken().getText() === '=' &&
      !keepsPlugins(assignment.getRight(), name)
    if (isReplaced) return assignment
  }
  return null
}

function declarationOf(config: Node): VariableDeclaration | null {
  if (Node.isVariableDeclaration(config)) return Node.isIdentifier(config.getNameNode()) ? config : null
  const binding = Node.isIdentifier(config) ? resolveName(config) : null
  return binding?.kind === 'const' ? binding.declaration : null
}

function keepsPlugins(expression: Node, name: string): boolean {
  const value = unwrap(expression)
  if (isPluginsOf(value, name)) return true
  if (Node.isArrayLiteralExpression(value)) {
    return value
      .getElements()
      .some((element) => Node.isSpreadElement(element) && keepsPlugins(element.getExpression(), name))
  }
  if (Node.isBinaryExpression(value) && value.getOperatorToken().getText() === '??')
    return keepsPlugins(value.getLeft(), name)
  const callee = Node.isCallExpression(value) ? value.getExpression() : undefined
  return (
    Node.isPropertyAccessExpression(callee) &&
    KEEPING_METHODS.has(callee.getName()) &&
    keepsPlugins(callee.getExpression(), name)
  )
}

function isPluginsOf(node: Node | undefined, name: string): boolean {
  return (
    Node.isPropertyAccessExpression(node) &&
    node.getName() === 'plugins' &&
    node.getExpression().getText() === name
  )
}
