import { parseEnv } from 'node:util'

import { fingerprint } from '../fingerprint.ts'
import { linesOf } from './lines-of.ts'
import type { RecordedSecrets } from './undo-record.ts'

/**
 * Gives back a file of secrets that is still as the run left it, or `null` when what is kept of it does not lead there.
 */
export function originalSecrets(current: string, recorded: RecordedSecrets): string | null {
  const { before, start, length, removed } = recorded
  const original = current.slice(0, start) + removed + current.slice(start + length)
  return fingerprint(Buffer.from(original)) === before ? original : null
}

/**
 * Takes out of a file of secrets, edited since, the lines of the run that nobody has changed. Every other line stays,
 * and every other variable reads as it did, or the answer is `null`.
 */
export function removeOwnLines(current: string, { lines }: RecordedSecrets): string | null {
  const kept = linesOf(current)
  const removed: string[] = []
  let to = kept.length
  // From the end, since that is where they were put: an equal comment of the user's is further up.
  for (const hash of lines.toReversed()) {
    const index = kept.findLastIndex((line, at) => at < to && hashOf(line) === hash)
    // An empty line is ours only directly above another line of ours.
    if (index === -1 || (hash === EMPTY && index !== to - 1)) continue
    removed.push(...kept.splice(index, 1))
    to = index
  }
  if (removed.length === 0) return current
  const text = kept.join('')
  return readsAlike(current, text, removed) ? text : null
}

function hashOf(line: string): string {
  return fingerprint(Buffer.from(line.replace(/\r?\n$/, '')))
}

const EMPTY = hashOf('')

/** A line may have been the middle of someone's multi-line value. */
function readsAlike(before: string, after: string, removed: readonly string[]): boolean {
  const gone = new Set(Object.keys(parseEnv(removed.join(''))))
  const [old, now] = [parseEnv(before), parseEnv(after)]
  const names = new Set([...Object.keys(old), ...Object.keys(now)])
  return [...names].every((name) => now[name] === old[name] || (gone.has(name) && now[name] === undefined))
}
