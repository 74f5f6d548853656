import { readBundledNodeEnv } from '../../session/config/process-env.ts'
import type { AuthKitEvent } from './auth-kit-event.ts'

/** Is told of an event besides the app. */
export type DevListener = (event: AuthKitEvent) => void

/** Vite loads this module more than once into a process; the registry of symbols is one. */
const DEV_LISTENERS: unique symbol = Symbol.for('vite-plugin-authkit-start:dev-listeners')

type Holder = { [DEV_LISTENERS]?: Set<DevListener> }

/** Tells the dev server in whose process the app runs, if it does in one. */
export function tellDevServer(event: AuthKitEvent): void {
  if (readBundledNodeEnv() === 'production') return
  const { [DEV_LISTENERS]: listeners = [] } = globalThis as Holder
  for (const listener of listeners) listener(event)
}

/**
 * Calls back at each event of an app in this process. For the dev server.
 *
 * @returns ends it
 */
export function listenInDev(listener: DevListener): () => void {
  const holder = globalThis as Holder
  const listeners = (holder[DEV_LISTENERS] ??= new Set())
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
