import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { compileFunction } from 'node:vm'

import { ts } from 'ts-morph'

import { standIn } from './stand-in.ts'

/** Modules that are there, by their name; everything else of a package is a stand-in. */
export type Packages = Readonly<Record<string, unknown>>

const EXTENSIONS = ['', '.ts', '.tsx', '.js', '.jsx', '.mts', '.mjs', '/index.ts', '/index.tsx', '/index.js']
const SOURCE = /\.(?:[cm]?[jt]s|[jt]sx)$/
const META = '__importMeta'

/**
 * Runs a module of an app with stand-ins for its packages, and answers with what it exports. Nothing is installed
 * for this, so that what an app's files really do can be seen in an instant.
 */
export function loadModule(root: string, path: string, packages: Packages): Promise<Record<string, unknown>> {
  const loaded = new Map<string, Record<string, unknown>>()
  return load(join(root, path))

  function load(file: string): Promise<Record<string, unknown>> {
    const exports: Record<string, unknown> = {}
    loaded.set(file, exports)
    // With `await` at the top, as a module may have it.
    const run = compileFunction(`return (async () => {${compile(file)}\n})()`, PARAMETERS)
    return Promise.resolve(call(run, file, exports)).then(() => exports)
  }

  function require(from: string, specifier: string): unknown {
    const own = packages[specifier.replace(/^node:/, '')] ?? packages[specifier]
    if (own !== undefined) return own
    if (/^(node:)?(path|url|process|module)$/.test(specifier)) return process.getBuiltinModule(specifier)
    const file = resolveOwn(root, from, specifier)
    if (file === null) return packageStandIn(specifier)
    const known = loaded.get(file)
    if (known !== undefined) return known
    const exports: Record<string, unknown> = {}
    loaded.set(file, exports)
    call(compileFunction(compile(file), PARAMETERS), file, exports)
    return exports
  }

  function call(run: Function, file: string, exports: Record<string, unknown>): unknown {
    const meta = {
      url: `file://${file}`,
      dirname: dirname(file),
      env: { SSR: true, DEV: true, PROD: false, MODE: 'test' },
    }
    return Reflect.apply(run, undefined, [
      (specifier: string) => require(dirname(file), specifier),
      { exports },
      exports,
      meta,
      dirname(file),
    ])
  }
}

const PARAMETERS = ['require', 'module', 'exports', META, '__dirname']

/** A module of a package: any name of it is there. */
function packageStandIn(specifier: string): unknown {
  return new Proxy(
    {},
    {
      get: (_target, key) => (key === '__esModule' ? true : standIn(`${specifier}.${String(key)}`)),
      has: () => true,
    },
  )
}

/** A file of the app: relative, or below an alias of `src`. */
function resolveOwn(root: string, from: string, specifier: string): string | null {
  const path = specifier.split('?')[0] ?? ''
  const bases = path.startsWith('.')
    ? [join(from, path)]
    : ['@/', '~/', '#/'].flatMap((alias) =>
        path.startsWith(alias) ? ['src', 'app', '.'].map((folder) => join(root, folder, path.slice(2))) : [],
      )
  const files = bases.flatMap((base) => EXTENSIONS.map((extension) => `${base}${extension}`))
  const found = files.find((file) => existsSync(file) && statSync(file).isFile())
  return found !== undefined && SOURCE.test(found) && !found.includes('routeTree.gen') ? found : null
}

/** Compiled code by the ending and the text of the file: most files of most apps are the same. */
const compiled = new Map<string, string>()

function compile(file: string): string {
  const text = readFileSync(file, 'utf8')
  const key = `${extname(file)}\0${text}`
  const code = compiled.get(key) ?? transpile(file, text)
  compiled.set(key, code)
  return code
}

function transpile(file: string, text: string): string {
  return ts.transpileModule(text, {
    fileName: file,
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      jsx: ts.JsxEmit.ReactJSX,
      esModuleInterop: true,
      allowJs: true,
    },
    transformers: { before: [metaProperties] },
  }).outputText
}

/** `import.meta` as a name, since the result is no ES module. */
function metaProperties(context: ts.TransformationContext): ts.Transformer<ts.SourceFile> {
  const visit = (node: ts.Node): ts.Node =>
    ts.isMetaProperty(node) ? context.factory.createIdentifier(META) : ts.visitEachChild(node, visit, context)
  return (file) => ts.visitEachChild(file, visit, context)
}
