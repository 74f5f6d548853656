import { CALL_RESULT, type ImportValue } from './values/value.ts'

/** The specifier of our own server side. */
export const VIRTUAL_MODULE = 'virtual:authkit'

/** Specifiers whose root is AuthKit's server side: ours, and WorkOS' package by its new and its old name. */
export const AUTHKIT_SERVER_MODULES: readonly string[] = [
  VIRTUAL_MODULE,
  '@workos/authkit-tanstack-react-start',
  '@workos/authkit-tanstack-start',
]

/** Specifiers of AuthKit's client side: the provider and the hooks. */
export const AUTHKIT_CLIENT_MODULES: readonly string[] = AUTHKIT_SERVER_MODULES.map(
  (root) => `${root}/client`,
)

/** Specifiers of the framework-agnostic session toolkit. */
export const AUTHKIT_SESSION_MODULES: readonly string[] = [
  'vite-plugin-authkit-start/session',
  '@workos/authkit-session',
]

/** Specifiers that TanStack Router's API is imported from. */
export const ROUTER_MODULES: readonly string[] = ['@tanstack/react-router', '@tanstack/router-core']

/** Specifiers that TanStack Start's API is imported from. */
export const START_MODULES: readonly string[] = [
  '@tanstack/react-start',
  '@tanstack/start-client-core',
  '@tanstack/start',
]

const KNOWN_MODULES = new Set([
  ...AUTHKIT_SERVER_MODULES,
  ...AUTHKIT_CLIENT_MODULES,
  ...AUTHKIT_SESSION_MODULES,
  ...ROUTER_MODULES,
  ...START_MODULES,
])

/** Whether a specifier is one that the rules know by name, and that no file of the app has to be looked up for. */
export function isKnownModule(specifier: string): boolean {
  return KNOWN_MODULES.has(specifier)
}

/** Whether a value is `name` of one of the modules, or, with more names, what is reached from it. */
export function isImportOf(
  value: ImportValue,
  modules: readonly string[],
  ...path: readonly string[]
): boolean {
  return (
    modules.includes(value.specifier) &&
    value.path.length === path.length &&
    path.every((name, index) => value.path[index] === name)
  )
}

/** Whether a value is made by a chain of calls that starts with `name()` of one of the modules. */
export function isBuiltWith(value: ImportValue, modules: readonly string[], name: string): boolean {
  return modules.includes(value.specifier) && value.path[0] === name && value.path[1] === CALL_RESULT
}
