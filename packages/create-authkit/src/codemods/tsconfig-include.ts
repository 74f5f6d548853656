import { type ArrayLiteralExpression, Node, type SourceFile } from 'ts-morph'
import type { CodemodResult } from './codemod-result.ts'
import { rootObject } from './package-json.ts'
import { type Edit, editSource } from './syntax/edit-source.ts'
import { type Layout, layoutOf } from './syntax/layout.ts'
import { arrayList, insertIntoList } from './syntax/list.ts'
import { UnsupportedShape } from './syntax/unsupported-shape.ts'
import { propertyOf } from './syntax/value.ts'

/**
 * Adds a file to the `include` of a tsconfig.json, behind what is there. Comments and trailing commas stay.
 *
 * Before: `"include": ["src/routes"]`
 * After: `"include": ["src/routes", "src/vite-env.d.ts"]`
 *
 * @param layout what the file's own text does not show of its layout
 */
export function includeInTsconfig(text: string, path: string, layout?: Layout): CodemodResult {
  return editSource('tsconfig.json', text, (file) => plan(file, path, layout))
}

function plan(file: SourceFile, path: string, fallback: Layout | undefined): Edit | null {
  const list = includeOf(file)
  const before = textsOf(list)
  const entry = JSON.stringify(path)
  if (before.includes(entry)) return null
  return {
    addsOnly: true,
    splices: insertIntoList(arrayList(list), before.length, [entry], layoutOf(file, fallback)),
    prove(output) {
      const after = textsOf(includeOf(output))
      if (after.join('\n') !== [...before, entry].join('\n'))
        throw new UnsupportedShape('the file could not be proven to be included', list)
    },
  }
}

function includeOf(file: SourceFile): ArrayLiteralExpression {
  const property = propertyOf(rootObject(file), 'include')
  const value = Node.isPropertyAssignment(property) ? property.getInitializer() : undefined
  if (Node.isArrayLiteralExpression(value)) return value
  throw new UnsupportedShape('there is no list `include`', property ?? 0)
}

function textsOf(list: ArrayLiteralExpression): string[] {
  return list.getElements().map((element) => element.getText())
}
