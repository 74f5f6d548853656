import { isBlank } from './is-blank.ts'
import { readProcessEnv } from './process-env.ts'

let readBinding: (name: string) => unknown = () => undefined

/**
 * Adds a place to look for variables that the process' environment doesn't have: the bindings of a platform that keeps
 * them elsewhere.
 */
export function useBindings(read: (name: string) => unknown): void {
  readBinding = read
}

/** A variable as the server got it: from the process' environment, else from the bindings of its platform. */
export function readEnvironment(name: string): unknown {
  const value = readProcessEnv(name)
  return isBlank(value) ? readBinding(name) : value
}
