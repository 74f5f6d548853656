import { setTimeout as delay } from 'node:timers/promises'

export interface WaitOptions {
  /** What is awaited, to complete "Waited 60 s in vain until …". */
  readonly what: string
  /** Milliseconds; a minute unless told: two cores may have a lot to do. */
  readonly timeout?: number | undefined
  /** Shown when the wait fails. */
  readonly detail?: () => string
}

const DEFAULT_TIMEOUT = 60_000
const INTERVAL = 50

/**
 * Asks again and again until the answer is yes.
 *
 * @throws Error with the detail when time is up, or when `condition` throws.
 */
export async function waitUntil(condition: () => Promise<boolean>, options: WaitOptions): Promise<void> {
  const timeout = options.timeout ?? DEFAULT_TIMEOUT
  const end = performance.now() + timeout
  try {
    while (!(await condition())) {
      if (performance.now() > end)
        throw new Error(`Waited ${timeout / 1000} s in vain until ${options.what}.`)
      await delay(INTERVAL)
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new Error(`${error.message}\n${options.detail?.() ?? ''}`, { cause: error })
  }
}
