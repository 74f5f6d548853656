import { join } from 'node:path'

import { Project, ts } from 'ts-morph'
import { expect, test } from 'vitest'

import { REPLACED_MODULES, VENDOR_SESSION_PACKAGE } from '../../src/codemods/vendor/vendor-modules.ts'

const PLUGIN = join(import.meta.dirname, '../../../vite-plugin')
const MODULES = [...REPLACED_MODULES].map(([theirs, { module, names }]) => ({ theirs, module, names }))

const project = new Project({
  compilerOptions: {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    skipLibCheck: true,
    types: [],
  },
})
project.addSourceFileAtPath(join(PLUGIN, 'virtual.d.ts'))
const specifiers = MODULES.flatMap(({ theirs, module }) => [theirs, module])
const text = specifiers.map((specifier, index) => `import * as all${index} from '${specifier}'`).join('\n')
const file = project.createSourceFile(join(PLUGIN, 'test/names.ts'), text)

/** Names of a module, types included, as TypeScript sees them from the plugin's folder. */
function namesOf(specifier: string): Set<string> {
  const checker = project.getTypeChecker().compilerObject
  const declaration = file.getImportDeclarationOrThrow(specifier)
  const symbol = checker.getSymbolAtLocation(declaration.getModuleSpecifier().compilerNode)
  if (symbol === undefined) throw new Error(`TypeScript does not find ${specifier}`)
  return new Set(checker.getExportsOfModule(symbol).map(({ name }) => name))
}

test.each(MODULES)('$theirs and $module both have every name', ({ theirs, module, names }) => {
  const [their, our] = [namesOf(theirs), namesOf(module)]
  expect([...names].filter((name) => !their.has(name) || !our.has(name))).toEqual([])
})

test.each(MODULES)(
  'every name of $theirs is in the table, but the whole client of the SDK',
  ({ theirs, names }) => {
    const missing = [...namesOf(theirs)].filter((name) => !names.has(name))
    expect(missing).toEqual(theirs === VENDOR_SESSION_PACKAGE ? ['WorkOS'] : [])
  },
)
