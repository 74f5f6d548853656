import { staticName } from '../syntax/static-name.ts'
import { NotProven, type TextEdit } from './fix.ts'
import type { FixModules } from './fix-modules.ts'
import type { RedirectUse } from './link-uses.ts'

const OPTION = 'reloadDocument'

/**
 * Makes a redirect one of the whole document. Without it the router would look for a page of the app at the path, in
 * the browser, and never ask the server.
 *
 * @throws NotProven when the options may say something else
 */
export function reloadDocument(
  { module, options, href }: RedirectUse,
  modules: FixModules,
): readonly TextEdit[] {
  const names = options.properties.map((property) =>
    property.type === 'Property' ? staticName(property.key, property.computed) : undefined,
  )
  if (names.includes(undefined) || names.includes('to')) {
    throw new NotProven(
      `What else is in the options of \`redirect\` in ${modules.show(module.file)}:${module.lineOf(options)} can't be told.`,
    )
  }
  const given = options.properties[names.indexOf(OPTION)]
  if (given === undefined) {
    const separator = separatorBefore(module.source, href.start)
    return [{ file: module.file, start: href.end, end: href.end, text: `,${separator}${OPTION}: true` }]
  }
  if (given.type === 'Property' && given.value.type === 'Literal' && given.value.value === true) return []
  throw new NotProven(`\`${module.textOf(given)}\` keeps the redirect in the browser.`)
}

/** What parts a property from the one before it: a line end and its indentation where it begins a line. */
function separatorBefore(source: string, start: number): string {
  const before = source.slice(0, start)
  const space = before.slice(before.trimEnd().length)
  const lineEnd = space.lastIndexOf('\n')
  if (lineEnd < 0) return ' '
  return space.slice(space[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd)
}
