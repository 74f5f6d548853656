import { posix } from 'node:path'
import { Project, ts } from 'ts-morph'
import { isRecord } from './parse-json.ts'

/**
 * Whether TypeScript would compile a file because of a `tsconfig.json`, or of one it refers to. The answer is
 * TypeScript's own: the configuration and an empty file of that name are put into memory and matched.
 *
 * @param read text of a file of the app
 */
export function includesFile(path: string, read: (path: string) => string | null): boolean {
  const main = 'tsconfig.json'
  return [main, ...referencesOf(main, read)].some((config) => includedBy(config, path, read))
}

function includedBy(config: string, path: string, read: (path: string) => string | null): boolean {
  if (read(config) === null) return false
  const memory = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true })
  const files = memory.getFileSystem()
  files.writeFileSync(`/${path}`, '')
  const wanted = [config]
  for (const next of wanted) {
    const text = read(next)
    if (text === null) continue
    files.writeFileSync(`/${next}`, text)
    wanted.push(...extendedBy(next, text).filter((parent) => !wanted.includes(parent)))
  }
  memory.addSourceFilesFromTsConfig(`/${config}`)
  return memory.getSourceFile(`/${path}`) !== undefined
}

/** The files that a relative `extends` names; a package's are left out, they can't include the app's files. */
function extendedBy(config: string, text: string): string[] {
  const parents = [parse(config, text)['extends']].flat()
  return parents.flatMap((parent: unknown) => {
    if (typeof parent !== 'string' || !parent.startsWith('.')) return []
    const path = posix.join(posix.dirname(config), parent)
    return [path.endsWith('.json') ? path : `${path}.json`]
  })
}

function referencesOf(config: string, read: (path: string) => string | null): string[] {
  const references = parse(config, read(config) ?? '{}')['references']
  if (!Array.isArray(references)) return []
  return references.flatMap((reference: unknown) => {
    const path = isRecord(reference) ? reference['path'] : undefined
    if (typeof path !== 'string') return []
    return [posix.normalize(path.endsWith('.json') ? path : `${path}/tsconfig.json`)]
  })
}

/** tsconfig.json may have comments and trailing commas: TypeScript's own parser reads it. */
function parse(config: string, text: string): Record<string, unknown> {
  const parsed: unknown = ts.parseConfigFileTextToJson(config, text).config
  return isRecord(parsed) ? parsed : {}
}
