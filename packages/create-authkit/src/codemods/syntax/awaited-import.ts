import { type BindingElement, Node, VariableDeclarationKind } from 'ts-morph'
import { unwrap } from './unwrap.ts'

/** What a module is asked for: one of its exports, `*` for all of them. */
interface Imported {
  module: string
  name: string
}

/** The module of `await import('m')`, `null` for anything else. */
export function awaitedModule(expression: Node): string | null {
  const value = unwrap(expression)
  return Node.isAwaitExpression(value) ? importedModule(value.getExpression()) : null
}

/**
 * Where a name of a `const` comes from that is given what `import()` loads:
 * `const { tanstackStart } = await import('m')`, also `const [m, { a }] = await Promise.all([import('m'), import('n')])`.
 */
export function awaitedImport(declaration: Node, name: string): Imported | null {
  if (!Node.isVariableDeclaration(declaration)) return null
  const given = declaration.getInitializer()
  const kind = declaration.getVariableStatement()?.getDeclarationKind()
  if (given === undefined || kind !== VariableDeclarationKind.Const) return null
  const pattern = declaration.getNameNode()
  const module = awaitedModule(given)
  if (module !== null) return takenFrom(pattern, module, name)
  const modules = awaitedModules(given)
  if (modules === null || !Node.isArrayBindingPattern(pattern)) return null
  for (const [index, element] of pattern.getElements().entries()) {
    const loaded = modules[index] ?? null
    if (loaded === null || !Node.isBindingElement(element) || !isPlain(element)) continue
    const taken = takenFrom(element.getNameNode(), loaded, name)
    if (taken !== null) return taken
  }
  return null
}

/** What a pattern's `name` is of a module: the module by a name, or one of its exports. */
function takenFrom(pattern: Node, module: string, name: string): Imported | null {
  if (Node.isIdentifier(pattern)) return pattern.getText() === name ? { module, name: '*' } : null
  if (!Node.isObjectBindingPattern(pattern)) return null
  const element = pattern
    .getElements()
    .find((each) => Node.isIdentifier(each.getNameNode()) && each.getName() === name)
  if (element === undefined || !isPlain(element)) return null
  const original = element.getPropertyNameNode() ?? element.getNameNode()
  return Node.isIdentifier(original) ? { module, name: original.getText() } : null
}

/** Neither the rest of something, nor with a value of its own for what is missing. */
function isPlain(element: BindingElement): boolean {
  return element.getDotDotDotToken() === undefined && element.getInitializer() === undefined
}

/** The modules of `await Promise.all([import('m'), …])`, in their order, `null` for what is no import. */
function awaitedModules(expression: Node): Array<string | null> | null {
  const value = unwrap(expression)
  const call = Node.isAwaitExpression(value) ? unwrap(value.getExpression()) : undefined
  if (!Node.isCallExpression(call) || call.getExpression().getText() !== 'Promise.all') return null
  const [list] = call.getArguments()
  if (!Node.isArrayLiteralExpression(list) || list.getElements().some(Node.isSpreadElement)) return null
  return list.getElements().map(importedModule)
}

function importedModule(expression: Node): string | null {
  const call = unwrap(expression)
  if (!Node.isCallExpression(call) || !Node.isImportExpression(call.getExpression())) return null
  const [module] = call.getArguments()
  return Node.isStringLiteral(module) || Node.isNoSubstitutionTemplateLiteral(module)
    ? module.getLiteralValue()
    : null
}
