import type { SourceFile } from 'ts-morph'
import { AUTHKIT_MODULE } from '../own-modules.ts'
import { findExport } from '../syntax/exports.ts'
import { AUTHKIT_MIDDLEWARE } from './classify-middleware.ts'
import { START_EXPORT, START_PACKAGE } from './find-options.ts'

/**
 * What the user pastes into a start file of a shape that can't be edited, in the layout of the templates; `null` where a
 * whole start file says it better.
 */
export function middlewareSnippet(file: SourceFile): string | null {
  const makesStart = file
    .getImportDeclarations()
    .some((node) => node.getNamedImports().some((name) => name.getName() === 'createStart'))
  if (!makesStart && findExport(file, START_EXPORT) !== null) return snippetBeside(START_EXPORT)
  if (!makesStart) return null
  const isExported = file.getFullText().includes(START_EXPORT)
  const lines = [
    `import { ${AUTHKIT_MIDDLEWARE} } from '${AUTHKIT_MODULE}'`,
    '',
    `// in \`requestMiddleware\` of what createStart() returns, behind the one against CSRF: ${AUTHKIT_MIDDLEWARE}()`,
    ...(isExported
      ? []
      : [`// and export the result of createStart() of ${START_PACKAGE} as ${START_EXPORT}`]),
    '',
  ]
  return lines.join('\n')
}

/** For a start that a function of somebody else's makes: a second one could not be exported beside it. */
function snippetBeside(name: string): string {
  const lines = [
    `import { ${AUTHKIT_MIDDLEWARE} } from '${AUTHKIT_MODULE}'`,
    '',
    `// where \`${name}\` is made: ${AUTHKIT_MIDDLEWARE}() into its middleware of requests, behind protection against CSRF`,
    '',
  ]
  return lines.join('\n')
}
