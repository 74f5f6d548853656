import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { MagicString } from 'magic-string'
import type { Rolldown } from 'tsdown'

/**
 * Ways into the parts of TypeScript that are never used. Each function gets a body that throws, and what only they
 * reach falls away.
 */
const ENTRANCES: ReadonlySet<string> = new Set([
  'createDocumentRegistryInternal',
  'createProgram',
  'createResolutionCache',
  'createTypeChecker',
  'emitFiles',
  'formatDiagnosticsWithColorAndContext',
  'getPreEmitDiagnostics',
  'getTransformers',
  'transform',
  'transformNodes',
])

/** Of these, TypeScript makes one while it loads, and ts-morph one for each project; neither is asked for anything. */
const EAGER: ReadonlySet<string> = new Set(['createBinder', 'createLanguageService'])

/** Functions that do nothing but fill a table of the language service. */
const REGISTRATIONS = ['registerCodeFix', 'registerRefactor']

/** Namespaces of the language service; TypeScript fills them while it loads: `((Core2) => { … })(Core || (Core = {}))`. */
const NAMESPACES: ReadonlySet<string> = new Set([
  'BuilderState',
  'Core',
  'DocumentHighlights',
  'SmartIndenter',
  'changesToText',
])

/** Classes of the editors' server that get properties while TypeScript loads: `_ProjectService.… = …`. */
const SERVER_CLASSES: ReadonlySet<string> = new Set([
  '_AutoImportProviderProject',
  '_ProjectService',
  '_ScriptVersionCache',
  '_TypingsInstallerAdapter',
])

const require = createRequire(import.meta.url)
const MORPH = require.resolve('ts-morph')
const COMMON = createRequire(MORPH).resolve('@ts-morph/common')
const TYPESCRIPT = createRequire(COMMON).resolve('./typescript')
/** `export * from 'ts-morph'`. */
const ENTRY = fileURLToPath(new URL('ts-morph.ts', import.meta.url))
const SOURCES = fileURLToPath(new URL('../src', import.meta.url))

/** TypeScript's exports, an object of arrow functions: `ANONYMOUS: () => ANONYMOUS`. */
const EXPORTS = 'typescript_exports'

/**
 * Bundles ts-morph without what an app's source is never asked for.
 *
 * The command line reads and splices source by its syntax tree alone. ts-morph brings the whole of TypeScript for that,
 * type checker, emitter and language service included: 12 MB to install, and a quarter of a second to load, more than
 * all else that a plan takes.
 */
export function trimTypeScript(): Rolldown.Plugin {
  return {
    name: 'trim-typescript',
    transform: {
      filter: { id: [ENTRY, TYPESCRIPT, COMMON] },
      handler(code, id) {
        // A CommonJS module has no list of its names that a bundler would go by.
        if (id === ENTRY)
          return { code: `export { ${Object.keys(require(MORPH)).join(', ')} } from 'ts-morph'`, map: null }
        const edited = new MagicString(code)
        if (id === COMMON) withoutLibraries(this.parse(code), edited)
        else trim(wrappedBody(this.parse(code)), edited)
        return { code: edited.toString(), map: null }
      },
    },
  }
}

type Program = ReturnType<Rolldown.PluginContext['parse']>
type Statement = Program['body'][number]

/** The texts of `lib.dom.d.ts` and its like, which only the type checker reads. */
function withoutLibraries({ body }: Program, edited: MagicString): void {
  for (const statement of body) {
    const [declarator] = statement.type === 'VariableDeclaration' ? statement.declarations : []
    if (declarator?.id.type !== 'Identifier' || declarator.id.name !== 'libFiles') continue
    if (declarator.init?.type !== 'ArrayExpression') continue
    edited.overwrite(declarator.init.start, declarator.init.end, '[]')
    return
  }
  throw new Error(`${COMMON} has no libFiles any more`)
}

/** `var ts = {}; ((module) => { body })({ … })` */
function wrappedBody({ body }: Program): readonly Statement[] {
  for (const statement of body) {
    if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'CallExpression') continue
    const { callee } = statement.expression
    const wrapper = callee.type === 'ParenthesizedExpression' ? callee.expression : callee
    if (wrapper.type !== 'ArrowFunctionExpression' || wrapper.body.type !== 'BlockStatement') continue
    return wrapper.body.body
  }
  throw new Error(`${TYPESCRIPT} is not one function any more`)
}

/** Makes a module of the function's body, exports what is used, and bars the entrances. */
function trim(body: readonly Statement[], edited: MagicString): void {
  const [first, last] = [body[0], body.at(-1)]
  if (first === undefined || last === undefined) throw new Error(`${TYPESCRIPT} is empty`)
  edited.remove(0, first.start).remove(last.end, edited.original.length)
  const left = new Set([...ENTRANCES, ...EAGER, ...NAMESPACES])
  const initial = initialValues(body)
  let exported: Map<string, string> | null = null
  for (const statement of body) {
    if (statement.type === 'FunctionDeclaration') {
      const name = statement.id?.name ?? ''
      if (statement.body === null || !left.delete(name)) continue
      const text = EAGER.has(name)
        ? '{ return {} }'
        : `{ throw new Error('${name} was taken out, see build/trim-typescript.ts') }`
      edited.overwrite(statement.body.start, statement.body.end, text)
    }
    if (statement.type !== 'ExpressionStatement') continue
    const { expression } = statement
    const members = exportedMembers(expression)
    if (members?.name === EXPORTS) exported = localNames(members.object)
    else if (members !== null) {
      // Filled where it is declared: what nothing reads can fall away then.
      const value = initial.get(members.name)
      if (value === undefined) throw new Error(`${members.name} is declared elsewhere`)
      const text = edited.original.slice(members.object.start, members.object.end)
      edited.overwrite(value.start, value.end, `/* @__PURE__ */ namespaceOf(${text})`)
    }
    const namespace = namespaceOf(expression)
    const isPart = namespace !== null && left.delete(namespace)
    const isUnused = isPart || isRegistration(expression) || isOfServerClass(expression)
    if (members !== null || isUnused || isModuleExports(statement, edited)) {
      edited.remove(statement.start, statement.end)
    }
  }
  if (exported === null) throw new Error(`${TYPESCRIPT} has no ${EXPORTS} any more`)
  if (left.size > 0) throw new Error(`${TYPESCRIPT} has no ${[...left].join(', ')} any more`)
  const names = [...usedNames()].flatMap((name) => {
    const local = exported.get(name)
    return local === undefined ? [] : [local === name ? name : `${local} as ${name}`]
  })
  edited.append(`
function namespaceOf(members) {
  const namespace = {}
  __export(namespace, members)
  return namespace
}
export { ${names.join(', ')} }
`)
}

type Expression = Extract<Statement, { type: 'ExpressionStatement' }>['expression']
type Call = Extract<Expression, { type: 'CallExpression' }>

type ObjectLiteral = Extract<Expression, { type: 'ObjectExpression' }>

/** The places of `{}` in `var NAME = {}`. */
function initialValues(body: readonly Statement[]): Map<string, { start: number; end: number }> {
  return new Map(
    body.flatMap((statement) => {
      const [declarator] = statement.type === 'VariableDeclaration' ? statement.declarations : []
      if (declarator?.id.type !== 'Identifier' || declarator.init?.type !== 'ObjectExpression') return []
      return [[declarator.id.name, declarator.init] as const]
    }),
  )
}

/** `__export(NAME, { … })` */
function exportedMembers(expression: Expression): { name: string; object: ObjectLiteral } | null {
  if (expression.type !== 'CallExpression' || !isCallOf(expression, '__export')) return null
  const [target, object] = expression.arguments
  if (target?.type !== 'Identifier' || object?.type !== 'ObjectExpression') return null
  return { name: target.name, object }
}

/** `Core` of `((Core2) => { … })(Core || (Core = {}))`. */
function namespaceOf(expression: Expression): string | null {
  const [argument] = expression.type === 'CallExpression' ? expression.arguments : []
  if (argument?.type !== 'LogicalExpression' || argument.left.type !== 'Identifier') return null
  return argument.left.name
}

function isRegistration(expression: Expression): boolean {
  return expression.type === 'CallExpression' && REGISTRATIONS.some((name) => isCallOf(expression, name))
}

function isOfServerClass(expression: Expression): boolean {
  if (expression.type !== 'AssignmentExpression' || expression.left.type !== 'MemberExpression') return false
  const { object } = expression.left
  return object.type === 'Identifier' && SERVER_CLASSES.has(object.name)
}

function isCallOf({ callee }: Call, name: string): boolean {
  return callee.type === 'Identifier' && callee.name === name
}

function isModuleExports({ start }: Statement, { original }: MagicString): boolean {
  return (
    original.startsWith('module.exports = ', start) || original.startsWith('0 && (module.exports = ', start)
  )
}

function localNames({ properties }: ObjectLiteral): Map<string, string> {
  return new Map(
    properties.flatMap((property) => {
      if (property.type !== 'Property' || property.key.type !== 'Identifier') return []
      const { value } = property
      if (value.type !== 'ArrowFunctionExpression' || value.body.type !== 'Identifier') return []
      return [[property.key.name, value.body.name] as const]
    }),
  )
}

/** Every `ts.NAME` of ts-morph and of the command line's own sources. */
function usedNames(): Set<string> {
  const own = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(SOURCES, file))
  const texts = [MORPH, COMMON, ...own].map((file) => readFileSync(file, 'utf8'))
  const names = texts.flatMap((text) => [...text.matchAll(/\bts(?:__namespace)?\.([A-Za-z]\w*)/g)])
  return new Set(names.map(([, name = '']) => name))
}
