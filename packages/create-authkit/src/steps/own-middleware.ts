import type { ElsewhereInApp } from '../codemods/codemod-result.ts'
import { type OwnMiddleware, ownKey } from '../codemods/start-file/classify-middleware.ts'
import { exportedMiddleware } from '../codemods/start-file/exported-middleware.ts'
import { importsFrom } from '../codemods/syntax/imports-from.ts'
import type { Project } from '../project/project.ts'
import type { AppModules } from './app-modules.ts'

/** How many modules are looked into, one after the other, for what one passes on. */
const LONGEST_WAY = 4

/** What the middleware is that a file imports from other modules of the app: the file itself does not show it. */
export async function ownMiddleware(
  { read }: Pick<Project, 'read'>,
  modules: AppModules,
  path: string,
): Promise<OwnMiddleware> {
  const own: Record<string, OwnMiddleware[string]> = {}
  for (const imported of importsFrom(path, read(path) ?? '')) {
    let from: ElsewhereInApp | null = imported
    let importer = path
    for (let step = 0; from !== null && step < LONGEST_WAY; step++) {
      const module = await modules.resolve(from.module, importer)
      const text = module === null ? null : read(module)
      if (module === null || text === null) break
      const found = exportedMiddleware(module, text, from.name)
      // AuthKit in another module is answered as a whole: the user may have it there for a reason.
      if (found !== null && 'kind' in found && found.kind !== 'authkit')
        own[ownKey(imported, found.isFunction)] = found.kind
      from = found !== null && 'from' in found ? found.from : null
      importer = module
    }
  }
  return own
}
