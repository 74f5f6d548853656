import { posix } from 'node:path'
import { isRecord } from './parse-json.ts'

/**
 * The path that the router serves the app under, without a slash at the end unless it is `/`: the router's own option,
 * else what Vite's `base` makes of it. Values that can't be read count as not set.
 *
 * @param start options of `tanstackStart()`
 * @param base Vite's own option
 */
export function findBasePath(start: Record<string, unknown>, base: unknown): string {
  const router = start['router']
  const own = (isRecord(router) ? router['basepath'] : undefined) ?? base
  if (typeof own !== 'string' || URL.canParse(own)) return '/'
  return posix.join('/', own).replace(/(?<=.)\/$/, '')
}
