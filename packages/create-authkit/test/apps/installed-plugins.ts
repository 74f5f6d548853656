import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { ts } from 'ts-morph'

/**
 * Puts packages into `node_modules` for what an app's Vite configs import and is not there: every name of theirs makes
 * a plugin that does nothing. The router's generator runs the config for real.
 */
export function standInForPlugins(root: string): void {
  const configs = readdirSync(root).filter((name) => /^vite\..*\.?(ts|js|mjs)$/.test(name))
  const names = new Map<string, Set<string>>()
  for (const config of configs) {
    const file = ts.createSourceFile(config, readFileSync(join(root, config), 'utf8'), ts.ScriptTarget.Latest)
    for (const statement of file.statements.filter(ts.isImportDeclaration)) {
      if (!ts.isStringLiteral(statement.moduleSpecifier) || statement.importClause?.isTypeOnly === true)
        continue
      const module = statement.moduleSpecifier.text
      const bindings = statement.importClause?.namedBindings
      const named = bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements : []
      const known = names.get(module) ?? new Set()
      names.set(module, known)
      for (const element of named) known.add((element.propertyName ?? element.name).text)
    }
  }
  for (const [module, exported] of names) addPackage(root, module, exported)
}

function addPackage(root: string, module: string, names: ReadonlySet<string>): void {
  const parts = module.split('/')
  const depth = module.startsWith('@') ? 2 : 1
  const folder = join(root, 'node_modules', ...parts.slice(0, depth))
  const subpath = parts.slice(depth).join('/') || 'index'
  const isMade = existsSync(join(folder, 'made-up'))
  if (module.startsWith('.') || module.startsWith('node:') || (existsSync(folder) && !isMade)) return
  const file = join(folder, `${subpath}.js`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(join(folder, 'made-up'), '')
  const exports = { '.': './index.js', './*': './*.js' }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: module, type: 'module', exports }))
  const plugin = "const plugin = () => ({ name: 'stand-in' })\nexport default plugin\n"
  writeFileSync(file, [plugin, ...[...names].map((name) => `export const ${name} = plugin`)].join('\n'))
}
