import { Node } from 'ts-morph'
import { AUTHKIT_MODULE } from '../own-modules.ts'
import { importOf, referencesTo, resolveName } from '../syntax/binding.ts'
import { isPackage } from '../syntax/imports.ts'
import { isExported } from '../syntax/is-exported.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { valueOf } from '../syntax/value.ts'
import { isStartCall } from './find-options.ts'
import { wrappedMiddleware } from './wrapped-middleware.ts'

/** Name of the AuthKit middleware's factory. */
export const AUTHKIT_MIDDLEWARE = 'authkitMiddleware'
/** Name of Start's own factory of CSRF protection. */
export const CSRF_FACTORY = 'createCsrfMiddleware'

const SENTRY_SCOPE = '@sentry/'

/**
 * What an element of `requestMiddleware` is, as far as it can be told:
 * - `opaque` could be anything, CSRF protection included (another file of the app, a spread, a condition);
 * - `known` is surely neither AuthKit nor CSRF protection nor Sentry's.
 */
export type MiddlewareKind = 'authkit' | 'csrf' | 'sentry' | 'known' | 'opaque'

/** What imports from the app's own modules are, by {@link ownKey}, as far as these were looked into. */
export type OwnMiddleware = Readonly<Record<string, MiddlewareKind>>

/** How an import is found among the app's own: `./guard#guard`, and `./guard#guard()` for what the function gives. */
export function ownKey({ module, name }: { module: string; name: string }, isCalled: boolean): string {
  return `${module}#${name}${isCalled ? '()' : ''}`
}

export function classifyMiddleware(element: Node, own: OwnMiddleware = {}): MiddlewareKind {
  if (Node.isSpreadElement(element)) return classifyList(element.getExpression(), own)
  const value = valueOf(element)
  const called = Node.isCallExpression(value) ? value.getExpression() : value
  if (isStartCall(value, CSRF_FACTORY)) return 'csrf'
  // `createMiddleware().server(sentryGlobalServerMiddlewareHandler())`
  if (Node.isCallExpression(value) && value.getArguments().some(isSentrys)) return 'sentry'
  const imported = importOf(called)
  if (imported !== null) {
    const kind = classifyImport(imported)
    return kind === 'opaque' ? (own[ownKey(imported, called !== value)] ?? kind) : kind
  }
  const root = rootOf(unwrap(called))
  if (root === null || !Node.isIdentifier(root)) return 'opaque'
  const source = importOf(root)
  if (source !== null) return classifyImport(source)
  const binding = resolveName(root)
  const wrapped = binding === null ? null : wrappedMiddleware(binding.node, root.getText())
  if (wrapped !== null) return classifyMiddleware(wrapped, own)
  // A middleware written in this file: a chain of calls that starts at createMiddleware(), followed above.
  return binding?.kind === 'const' ? 'known' : 'opaque'
}

/** What an array of middleware is as a whole: something else than `opaque` where no element can be anything else. */
export function classifyList(expression: Node, own: OwnMiddleware = {}): MiddlewareKind {
  const value = unwrap(expression)
  if (Node.isArrayLiteralExpression(value))
    return wholeOf(value.getElements().map((element) => classifyMiddleware(element, own)))
  if (Node.isConditionalExpression(value)) {
    const branches = [value.getWhenTrue(), value.getWhenFalse()].map((branch) => classifyList(branch, own))
    return branches.every((kind) => kind === 'known') ? 'known' : 'opaque'
  }
  const called = Node.isCallExpression(value) ? unwrap(value.getExpression()) : value
  const imported = importOf(called)
  if (imported !== null) return own[ownKey(imported, called !== value)] ?? 'opaque'
  const binding = Node.isIdentifier(value) ? resolveName(value) : null
  const array = binding?.kind === 'const' ? binding.declaration.getInitializer() : undefined
  if (binding?.kind !== 'const' || array === undefined || isExported(binding.declaration)) return 'opaque'
  // Used elsewhere, it may be given more there.
  const uses = referencesTo(value.getSourceFile(), binding, value.getText())
  return uses.length === 1 && Node.isArrayLiteralExpression(unwrap(array))
    ? classifyList(array, own)
    : 'opaque'
}

/** Protection counts wherever it stands; Sentry's own has a place, so it must be the only one. */
function wholeOf(kinds: readonly MiddlewareKind[]): MiddlewareKind {
  const [first, ...others] = new Set(kinds)
  if (first === undefined || others.length === 0) return first ?? 'known'
  return kinds.every((kind) => kind === 'known' || kind === 'csrf') ? 'csrf' : 'opaque'
}

function classifyImport({ module, name }: { module: string; name: string }): MiddlewareKind {
  if (module === AUTHKIT_MODULE) return name === AUTHKIT_MIDDLEWARE ? 'authkit' : 'opaque'
  if (name.toLowerCase().includes('csrf')) return 'csrf'
  if (module.startsWith(SENTRY_SCOPE)) return 'sentry'
  return isPackage(module) ? 'known' : 'opaque'
}

function isSentrys(argument: Node): boolean {
  const value = valueOf(argument)
  const source = importOf(Node.isCallExpression(value) ? value.getExpression() : value)
  return source?.module.startsWith(SENTRY_SCOPE) === true
}

/** The name a chain of calls and property accesses starts with: `a` of `a().b(c).d`. */
function rootOf(node: Node): Node | null {
  let root = node
  while (Node.isCallExpression(root) || Node.isPropertyAccessExpression(root))
    root = unwrap(root.getExpression())
  return Node.isIdentifier(root) ? root : null
}
