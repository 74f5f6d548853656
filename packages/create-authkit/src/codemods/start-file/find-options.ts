import {
  type CallExpression,
  Node,
  type ObjectLiteralExpression,
  type SourceFile,
  VariableDeclarationKind,
} from 'ts-morph'
import { importOf } from '../syntax/binding.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { callableOf, returnedBy, soleValueOf } from '../syntax/value.ts'

/** The one export of the start entry that Start reads. */
export const START_EXPORT = 'startInstance'

/** Package of Start's factories. */
export const START_PACKAGE = '@tanstack/react-start'

/** The object literal of options that Start will get from the exported `startInstance`. */
export function findStartOptions(file: SourceFile): ObjectLiteralExpression {
  const call = findCreateStart(file)
  const callback = call.getArguments()[0]
  if (callback === undefined) throw new UnsupportedShape('createStart() is called without a callback', call)
  const returned = returnedBy(callableOf(callback), 'the callback of createStart()')
  const options = soleValueOf(file, returned, 'the options that createStart() returns')
  if (!Node.isObjectLiteralExpression(options)) {
    throw new UnsupportedShape('the callback of createStart() does not return an object literal', options)
  }
  return options
}

/** Whether a node is a call of `name` imported from `@tanstack/react-start`, under whatever local name. */
export function isStartCall(node: Node, name: string): node is CallExpression {
  if (!Node.isCallExpression(node)) return false
  const imported = importOf(node.getExpression())
  return imported?.module === START_PACKAGE && imported.name === name
}

function findCreateStart(file: SourceFile): CallExpression {
  const initializer = exportedValue(file)
  const call = unwrap(initializer)
  if (!isStartCall(call, 'createStart')) {
    throw new UnsupportedShape(
      `${START_EXPORT} is not the result of createStart() from ${START_PACKAGE}`,
      initializer,
    )
  }
  return call
}

function exportedValue(file: SourceFile): Node {
  const local = localNameOfExport(file)
  const declaration = file.getVariableDeclaration(local.name)
  const initializer = declaration?.getInitializer()
  const exported = local.listed || declaration?.isExported() === true
  const isConst = declaration?.getVariableStatement()?.getDeclarationKind() === VariableDeclarationKind.Const
  if (initializer !== undefined && exported && isConst) return initializer

  throw new UnsupportedShape(
    `the file does not export \`${START_EXPORT}\` (Start reads only that name, no default export)`,
    file.getExportAssignments()[0] ?? 0,
  )
}

/** The local name behind `export { x as startInstance }`, else the exported name itself. */
function localNameOfExport(file: SourceFile): { name: string; listed: boolean } {
  for (const declaration of file.getExportDeclarations()) {
    for (const specifier of declaration.getNamedExports()) {
      if ((specifier.getAliasNode()?.getText() ?? specifier.getName()) !== START_EXPORT) continue
      if (declaration.hasModuleSpecifier()) {
        throw new UnsupportedShape(
          `${START_EXPORT} comes from ${declaration.getModuleSpecifierValue()}`,
          declaration,
        )
      }
      return { name: specifier.getName(), listed: true }
    }
  }
  return { name: START_EXPORT, listed: false }
}
