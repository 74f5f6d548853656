import type { Writable } from 'node:stream'

/** Where text for a person goes: a terminal, or anything else. */
export type Output = Writable & { isTTY?: boolean; columns?: number }
