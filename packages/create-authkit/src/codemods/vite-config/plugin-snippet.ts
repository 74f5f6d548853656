import type { SourceFile } from 'ts-morph'
import { PLUGIN_PACKAGE } from '../own-modules.ts'
import { DEFAULT_LAYOUT } from '../syntax/layout.ts'
import { quote } from '../syntax/quote.ts'
import { PRESET } from './find-config.ts'

const IMPORT = `import { authkit } from '${PLUGIN_PACKAGE}'`
const REQUIRE = `const { authkit } = require('${PLUGIN_PACKAGE}')`

/**
 * What the user pastes into a Vite configuration of a shape that can't be edited, in the layout of the templates.
 *
 * @param file `null` when there is none
 */
export function pluginSnippet(
  file: SourceFile | null,
  options: Readonly<Record<string, string | boolean>> = {},
): string {
  const entries = Object.entries(options).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? quote(value, DEFAULT_LAYOUT) : String(value)}`,
  )
  const call = entries.length === 0 ? 'authkit()' : `authkit({ ${entries.join(', ')} })`
  const isPreset = file !== null && imports(file, PRESET.module)
  const place = isPreset
    ? `// in the options of ${PRESET.name}(): vite: { plugins: [${call}] }`
    : `// in \`plugins\`, directly before tanstackStart(): ${call}`
  const isCommonJs = file !== null && isRequiring(file)
  return `${isCommonJs ? REQUIRE : IMPORT}\n\n${place}\n`
}

function imports(file: SourceFile, module: string): boolean {
  return file.getImportDeclarations().some((node) => node.getModuleSpecifierValue() === module)
}

function isRequiring(file: SourceFile): boolean {
  return file.getImportDeclarations().length === 0 && file.getFullText().includes('module.exports')
}
