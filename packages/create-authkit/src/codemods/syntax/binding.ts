import {
  type FunctionDeclaration,
  type Identifier,
  type ImportDeclaration,
  Node,
  type SourceFile,
  SyntaxKind,
  type VariableDeclaration,
  VariableDeclarationKind,
} from 'ts-morph'
import { awaitedImport, awaitedModule } from './awaited-import.ts'
import { unwrap } from './unwrap.ts'

/** What a name stands for, as far as this one file says. */
export type Binding =
  | { kind: 'import'; module: string; name: string; declaration: ImportDeclaration; node: Node }
  | { kind: 'const'; declaration: VariableDeclaration; node: Node }
  | { kind: 'function'; declaration: FunctionDeclaration; node: Node }
  /** A parameter, `let`, `var`, class, destructured name: its value can't be known. */
  | { kind: 'other'; node: Node }

/** Follows a name to its declaration, scope by scope. `null`: a global. */
export function resolveName(identifier: Identifier): Binding | null {
  const name = identifier.getText()
  for (const scope of identifier.getAncestors()) {
    const binding = declaredIn(scope, name)
    if (binding !== null) return binding
  }
  return null
}

/** What scopes declare, by name, as far as it was asked for: trees are only ever read. */
const declared = new WeakMap<Node, Map<string, Binding | null>>()

function declaredIn(scope: Node, name: string): Binding | null {
  const names = declared.get(scope) ?? new Map<string, Binding | null>()
  declared.set(scope, names)
  const known = names.get(name)
  if (known !== undefined) return known
  const binding = findDeclaration(scope, name)
  names.set(name, binding)
  return binding
}

/**
 * Where an imported name comes from (`default` and `*` for those forms), or `null` for anything else. What `import()` loads
 * is imported as well: `const { tanstackStart } = await import('m')`.
 */
export function importOf(node: Node): { module: string; name: string } | null {
  if (Node.isIdentifier(node)) {
    const binding = resolveName(node)
    if (binding?.kind === 'import') return { module: binding.module, name: binding.name }
    return binding === null ? null : awaitedImport(binding.node, node.getText())
  }
  if (Node.isPropertyAccessExpression(node)) {
    const whole = importOf(unwrap(node.getExpression()))
    return whole?.name === '*' ? { module: whole.module, name: node.getName() } : null
  }
  const module = awaitedModule(node)
  return module === null ? null : { module, name: '*' }
}

/** Every use of a declared name in the file, its declaration left out. */
export function referencesTo(file: SourceFile, binding: Binding, name: string): Identifier[] {
  return file.getDescendantsOfKind(SyntaxKind.Identifier).filter((identifier) => {
    if (identifier.getText() !== name || isPropertyName(identifier)) return false
    if (isDeclaredName(identifier)) return false
    return resolveName(identifier)?.node === binding.node
  })
}

function isPropertyName(identifier: Identifier): boolean {
  const parent = identifier.getParent()
  if (Node.isPropertyAccessExpression(parent)) return parent.getNameNode() === identifier
  if (Node.isJsxAttribute(parent)) return true
  return (
    (Node.isPropertyAssignment(parent) ||
      Node.isMethodDeclaration(parent) ||
      Node.isPropertySignature(parent)) &&
    parent.getNameNode() === identifier
  )
}

function isDeclaredName(identifier: Identifier): boolean {
  const parent = identifier.getParent()
  if (Node.isImportSpecifier(parent) || Node.isImportClause(parent) || Node.isNamespaceImport(parent))
    return true
  return (
    (Node.isVariableDeclaration(parent) ||
      Node.isFunctionDeclaration(parent) ||
      Node.isParameterDeclaration(parent)) &&
    parent.getNameNode() === identifier
  )
}

function findDeclaration(scope: Node, name: string): Binding | null {
  if (Node.isFunctionLikeDeclaration(scope) || Node.isFunctionTypeNode(scope)) {
    return declaredByParameter(scope.getParameters(), name)
  }
  if (Node.isFunctionExpression(scope) || Node.isArrowFunction(scope)) {
    return declaredByParameter(scope.getParameters(), name)
  }
  if (Node.isForStatement(scope) || Node.isForOfStatement(scope) || Node.isForInStatement(scope)) {
    const initializer = scope.getInitializer()
    const declared = Node.isVariableDeclarationList(initializer) && binds(initializer, name)
    return declared ? { kind: 'other', node: scope } : null
  }
  if (Node.isCatchClause(scope)) {
    const variable = scope.getVariableDeclaration()
    return variable !== undefined && binds(variable.getNameNode(), name)
      ? { kind: 'other', node: variable }
      : null
  }
  if (Node.isStatemented(scope) && !Node.isFunctionLikeDeclaration(scope)) {
    for (const statement of scope.getStatements()) {
      const binding = declaredByStatement(statement, name)
      if (binding !== null) return binding
    }
  }
  return null
}

function declaredByParameter(parameters: readonly Node[], name: string): Binding | null {
  const parameter = parameters.find(
    (node) => Node.isParameterDeclaration(node) && binds(node.getNameNode(), name),
  )
  return parameter === undefined ? null : { kind: 'other', node: parameter }
}

function declaredByStatement(statement: Node, name: string): Binding | null {
  if (Node.isImportDeclaration(statement)) return declaredByImport(statement, name)
  if (Node.isFunctionDeclaration(statement) && statement.getName() === name) {
    return { kind: 'function', declaration: statement, node: statement }
  }
  if (
    (Node.isClassDeclaration(statement) || Node.isEnumDeclaration(statement)) &&
    statement.getName() === name
  ) {
    return { kind: 'other', node: statement }
  }
  if (Node.isVariableStatement(statement)) {
    const declaration = statement.getDeclarations().find((node) => binds(node.getNameNode(), name))
    if (declaration === undefined) return null
    const isConst =
      statement.getDeclarationKind() === VariableDeclarationKind.Const &&
      Node.isIdentifier(declaration.getNameNode())
    return isConst ? { kind: 'const', declaration, node: declaration } : { kind: 'other', node: declaration }
  }
  return null
}

function declaredByImport(declaration: ImportDeclaration, name: string): Binding | null {
  const module = declaration.getModuleSpecifierValue()
  if (declaration.getDefaultImport()?.getText() === name) {
    return { kind: 'import', module, name: 'default', declaration, node: declaration }
  }
  const namespace = declaration.getNamespaceImport()
  if (namespace?.getText() === name)
    return { kind: 'import', module, name: '*', declaration, node: namespace }
  for (const specifier of declaration.getNamedImports()) {
    if ((specifier.getAliasNode() ?? specifier.getNameNode()).getText() === name) {
      return { kind: 'import', module, name: specifier.getName(), declaration, node: specifier }
    }
  }
  return null
}

/** Whether a name or destructuring pattern binds `name`. */
function binds(pattern: Node, name: string): boolean {
  if (Node.isIdentifier(pattern)) return pattern.getText() === name
  if (Node.isVariableDeclarationList(pattern)) {
    return pattern.getDeclarations().some((declaration) => binds(declaration.getNameNode(), name))
  }
  if (Node.isObjectBindingPattern(pattern)) {
    return pattern.getElements().some((element) => binds(element.getNameNode(), name))
  }
  if (Node.isArrayBindingPattern(pattern)) {
    return pattern
      .getElements()
      .some((element) => Node.isBindingElement(element) && binds(element.getNameNode(), name))
  }
  return false
}
