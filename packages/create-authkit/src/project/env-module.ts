import { posix } from 'node:path'
import { parseSource } from '../codemods/syntax/source-file.ts'

const T3_ENV = '@t3-oss/env-'

/** Where apps keep the description of their environment, below the source folder or beside it. */
const NAMES = [
  'env',
  'env/server',
  'env.server',
  'env/index',
  'lib/env',
  'lib/env/server',
  'lib/env.server',
  'config/env',
  'utils/env',
  'server/env',
]

/** The module in which an app describes its environment with t3-env, or `null`. */
export function findEnvModule(srcDirectory: string, read: (path: string) => string | null): string | null {
  const paths = [srcDirectory, '.'].flatMap((folder) =>
    NAMES.flatMap((name) =>
      ['.ts', '.js', '.mjs'].map((extension) => posix.join(folder, `${name}${extension}`)),
    ),
  )
  return paths.find((path) => describesEnvironment(path, read(path) ?? '')) ?? null
}

function describesEnvironment(path: string, text: string): boolean {
  if (!text.includes(T3_ENV)) return false
  return parseSource(path, text)
    .getImportDeclarations()
    .some((declaration) => declaration.getModuleSpecifierValue().startsWith(T3_ENV))
}
