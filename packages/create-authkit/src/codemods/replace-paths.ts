import { Node } from 'ts-morph'
import { parseSource } from './syntax/source-file.ts'
import { applySplices } from './syntax/splice.ts'

/**
 * Puts other paths into the strings of a template: those that are the path.
 *
 * @param paths path in the template -> path in the app
 */
export function replacePaths(path: string, text: string, paths: ReadonlyMap<string, string>): string {
  const splices = parseSource(path, text)
    .getDescendants()
    .flatMap((node) => {
      if (!Node.isStringLiteral(node) && !Node.isTemplateHead(node)) return []
      const value = node.getLiteralText()
      const insert = paths.get(value)
      return insert === undefined ? [] : [{ at: node.getStart() + 1, remove: value.length, insert }]
    })
  return applySplices(text, splices)
}
