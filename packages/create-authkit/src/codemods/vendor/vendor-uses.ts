import {
  type ExportDeclaration,
  type ImportDeclaration,
  type ImportTypeNode,
  Node,
  type SourceFile,
  type StringLiteral,
  SyntaxKind,
} from 'ts-morph'
import { namesOfDynamicImport } from './dynamic-import.ts'
import { foreignSdkCall } from './sdk-calls.ts'
import { namesOfNamespace } from './namespace-names.ts'
import { uncalledFactory } from './uncalled-factory.ts'
import { isVendorModule, OLD_VENDOR_PACKAGE, REPLACED_MODULES, VENDOR_PACKAGE } from './vendor-modules.ts'

/** A use of a module of WorkOS that stays as it is. */
export interface LeftUse {
  /**
   * - `import`: the plugin can serve it (`compat: true`), types included;
   * - `types`: the plugin can serve it, but it needs the types of the package itself;
   * - `package`: it needs the package itself, which nothing can stand in for;
   * - `mock`: a test replaces the module;
   * - `mention`: a text that names it, which may mean nothing.
   */
  kind: 'import' | 'types' | 'package' | 'mock' | 'mention'
  /** UTF-16 offset. */
  at: number
  reason: string
  /** Code to write instead, where that is not the same line with our module. */
  instead?: string
}

/** The uses of WorkOS' modules in a file. */
export interface VendorUses {
  /** Specifiers that can be replaced, each with the module that takes the place. */
  moved: ReadonlyArray<{ literal: StringLiteral; module: string }>
  left: readonly LeftUse[]
}

/** What brings a module in, and what it takes from it; `null`: that can't be told. */
type Use =
  | { kind: 'import'; names: readonly string[] | null; unknown: string }
  | { kind: 'left'; left: Omit<LeftUse, 'at'> }

/** What the specifiers of WorkOS' modules begin with. */
const SCOPE = '@workos/'

/** Functions of test runners whose first argument is a module to replace, or to load around a replacement. */
const MOCKING = new Set([
  'mock',
  'doMock',
  'unmock',
  'doUnmock',
  'setMock',
  'createMockFromModule',
  'importActual',
  'importMock',
  'requireActual',
  'requireMock',
  'unstable_mockModule',
])

/** Finds every use of WorkOS' modules, and tells those that can be moved for sure from the rest. */
export function findVendorUses(file: SourceFile): VendorUses {
  const literals = vendorLiterals(file)
  const isMocked = literals.some((literal) => isMock(literal))
  const uses = literals.map((literal) => judge(literal, isMocked))
  const references = file
    .getTypeReferenceDirectives()
    .filter((reference) => isVendorModule(reference.getFileName()))
    .map((reference): LeftUse => {
      return { kind: 'types', at: reference.getPos(), reason: 'it references the types of the package' }
    })
  return {
    moved: uses.filter((use) => 'module' in use),
    left: [...uses.filter((use) => 'reason' in use), ...references],
  }
}

/** The strings that are a specifier of WorkOS'. The text is searched first: a walk over the tree takes ten times as long. */
function vendorLiterals(file: SourceFile): StringLiteral[] {
  const text = file.getFullText()
  const literals = new Set<StringLiteral>()
  for (let at = text.indexOf(SCOPE); at !== -1; at = text.indexOf(SCOPE, at + 1)) {
    const node = file.getDescendantAtPos(at)
    if (Node.isStringLiteral(node) && isVendorModule(node.getLiteralValue())) literals.add(node)
  }
  return [...literals]
}

function judge(
  literal: StringLiteral,
  isMocked: boolean,
): { literal: StringLiteral; module: string } | LeftUse {
  const at = literal.getStart()
  const specifier = literal.getLiteralValue()
  const use = useOf(literal)
  if (use.kind === 'left') return { ...use.left, at }
  const replaced = REPLACED_MODULES.get(specifier)
  if (specifier === OLD_VENDOR_PACKAGE || specifier.startsWith(`${OLD_VENDOR_PACKAGE}/`)) {
    return {
      kind: 'package',
      at,
      reason: `${OLD_VENDOR_PACKAGE} is an old package: move to ${VENDOR_PACKAGE} first`,
    }
  }
  if (replaced === undefined) {
    return { kind: 'package', at, reason: `${specifier} is no module that the package exports` }
  }
  if (isMocked) return { kind: 'import', at, reason: 'the file replaces the module in a test' }
  if (use.names === null) return { kind: 'import', at, reason: use.unknown }
  const unknown = use.names.filter((name) => !replaced.names.has(name))
  if (unknown.length > 0) {
    const names = unknown.map((name) => `\`${name}\``).join(', ')
    return { kind: 'package', at, reason: `${replaced.module} has no ${names}` }
  }
  const uncalled = uncalledFactory(literal.getSourceFile(), use.names)
  if (uncalled !== null) return { kind: 'package', at: uncalled.at, reason: uncalled.reason }
  const foreign = foreignSdkCall(literal.getSourceFile(), use.names)
  if (foreign !== null) return { kind: 'types', ...foreign }
  return { literal, module: replaced.module }
}

function useOf(literal: StringLiteral): Use {
  const parent = literal.getParentOrThrow()
  if (Node.isImportDeclaration(parent)) return takenByImport(parent)
  if (Node.isExportDeclaration(parent)) return takenByExport(parent)
  if (Node.isLiteralTypeNode(parent)) {
    const type = parent.getParent()
    if (Node.isImportTypeNode(type)) return takenByType(type)
  }
  if (Node.isCallExpression(parent) && parent.getArguments()[0] === literal) {
    if (parent.getExpression().getKind() === SyntaxKind.ImportKeyword) {
      const unknown = 'what is taken from the dynamic import can’t be told'
      return { kind: 'import', names: namesOfDynamicImport(parent), unknown }
    }
    if (parent.getExpression().getText() === 'require') return left('package', 'it is loaded by require()')
  }
  if (isMock(literal)) return left('mock', 'a test replaces the module by its name')
  if (Node.isModuleDeclaration(parent)) return left('types', 'it adds to the types of the package')
  if (Node.isExternalModuleReference(parent)) return left('package', 'it is loaded by require()')
  return left('mention', 'it names the package')
}

function takenByImport(declaration: ImportDeclaration): Use {
  if (declaration.getAttributes() !== undefined) return left('package', 'the import has attributes')
  if (declaration.getDefaultImport() !== undefined)
    return left('package', 'the package has no default export')
  const namespace = declaration.getNamespaceImport()
  if (namespace !== undefined) {
    const unknown = `\`${namespace.getText()}\` is handed on as a whole`
    return { kind: 'import', names: namesOfNamespace(namespace), unknown }
  }
  const names = declaration.getNamedImports().map((specifier) => specifier.getName())
  return { kind: 'import', names, unknown: '' }
}

function takenByExport(declaration: ExportDeclaration): Use {
  if (declaration.getAttributes() !== undefined) return left('package', 'the export has attributes')
  const names = declaration.getNamedExports().map((specifier) => specifier.getName())
  if (names.length > 0) return { kind: 'import', names, unknown: '' }
  // Of a name that two of them have, `export *` gives neither, and our modules have more names.
  const stars = declaration
    .getSourceFile()
    .getExportDeclarations()
    .filter((other) => other.isNamespaceExport() && other.getNamespaceExport() === undefined)
  const isAlone = declaration.getNamespaceExport() === undefined && stars.length === 1
  return { kind: 'import', names: isAlone ? [] : null, unknown: 'everything is exported on from there' }
}

function takenByType(type: ImportTypeNode): Use {
  const qualifier = type.getQualifier()
  const first = Node.isQualifiedName(qualifier) ? qualifier.getText().split('.')[0] : qualifier?.getText()
  return { kind: 'import', names: first === undefined ? [] : [first], unknown: '' }
}

/** `vi.mock('…')`, and `vi.mock(import('…'))`. */
function isMock(literal: StringLiteral): boolean {
  const parent = literal.getParentOrThrow()
  if (!Node.isCallExpression(parent)) return false
  const callee = parent.getExpression()
  if (callee.getKind() === SyntaxKind.ImportKeyword) {
    const outer = parent.getParent()
    return (
      Node.isCallExpression(outer) && outer.getArguments()[0] === parent && isMocking(outer.getExpression())
    )
  }
  return isMocking(callee)
}

function isMocking(callee: Node): boolean {
  return Node.isPropertyAccessExpression(callee) && MOCKING.has(callee.getName())
}

function left(kind: LeftUse['kind'], reason: string): Use {
  return { kind: 'left', left: { kind, reason } }
}
