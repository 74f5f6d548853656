import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { ts } from 'ts-morph'

/** Finds the file that a specifier means, as TypeScript does. */
export type ResolveModule = (specifier: string, importer: string) => string | undefined

const CONFIGS = ['tsconfig.json', 'jsconfig.json']

/** What holds for every app, whatever its configuration says. */
const OPTIONS: ts.CompilerOptions = {
  allowJs: true,
  allowImportingTsExtensions: true,
  // The code itself, and not a description of its types.
  noDtsResolution: true,
}

const DEFAULTS: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
}

/**
 * Makes a function that answers with the app's own file, or that of a workspace package, that a specifier means:
 * relative paths, the `paths` of tsconfig.json (and of the projects it refers to), the `imports` of package.json,
 * workspace packages by their `exports`. Files in `node_modules` and everything else are `undefined`.
 *
 * @param root absolute path of the app
 */
export function createResolver(root: string): ResolveModule {
  const host = ts.sys
  const programs = readOptions(root).map((options) => ({
    options,
    cache: ts.createModuleResolutionCache(root, (name) => name, options),
  }))
  const known = new Map<string, string | undefined>()
  return (specifier, importer) => {
    const key = `${dirname(importer)}\0${specifier}`
    if (known.has(key)) return known.get(key)
    for (const { options, cache } of programs) {
      const found = ts.resolveModuleName(
        specifier,
        importer,
        options,
        host,
        cache,
        undefined,
        ts.ModuleKind.ESNext,
      )
      const file = found.resolvedModule?.resolvedFileName
      if (file === undefined) continue
      const own = isOwn(file) ? file : undefined
      known.set(key, own)
      return own
    }
    known.set(key, undefined)
    return undefined
  }
}

function isOwn(file: string): boolean {
  return !file.includes('/node_modules/') && !file.endsWith('.json')
}

/** The options of the app's configuration and of those it refers to; the defaults when there is none. */
function readOptions(root: string): ts.CompilerOptions[] {
  const main = CONFIGS.map((name) => join(root, name)).find((path) => existsSync(path))
  if (main === undefined) return [{ ...DEFAULTS, ...OPTIONS }]
  const { options, projectReferences = [] } = parseConfig(main)
  const referred = projectReferences.map(
    (reference) => parseConfig(ts.resolveProjectReferencePath(reference)).options,
  )
  return [options, ...referred].map((given) => ({ ...DEFAULTS, ...given, ...OPTIONS, ...resolution(given) }))
}

function parseConfig(path: string): ts.ParsedCommandLine {
  const { config } = ts.readConfigFile(path, (name) => ts.sys.readFile(name))
  // Which files belong to it is of no interest, and looking for them takes long.
  const host: ts.ParseConfigHost = {
    useCaseSensitiveFileNames: ts.sys.useCaseSensitiveFileNames,
    fileExists: (name) => ts.sys.fileExists(name),
    readFile: (name) => ts.sys.readFile(name),
    readDirectory: () => [],
  }
  return ts.parseJsonConfigFileContent(config ?? {}, host, dirname(path), undefined, path)
}

/** The ways of old do not know `exports` and `imports`, by which a bundler goes. */
function resolution({ moduleResolution }: ts.CompilerOptions): ts.CompilerOptions {
  const knowsExports =
    moduleResolution === ts.ModuleResolutionKind.Node16 ||
    moduleResolution === ts.ModuleResolutionKind.NodeNext
  return knowsExports ? {} : DEFAULTS
}
