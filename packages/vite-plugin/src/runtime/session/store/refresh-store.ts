/**
 * A store that all processes of an app share. `createStorage({ driver })` of `unstorage` is one, with any of its drivers:
 * Redis, Upstash, Cloudflare KV, a database and so on.
 */
export interface RefreshStore {
  /** What was set, or `null`. */
  getItem(key: string): unknown
  /** @param options `ttl`: in seconds; a store that can't forget by itself may ignore it */
  setItem(key: string, value: string, options?: { ttl?: number }): unknown
  removeItem(key: string): unknown
}

/** Whether a value has the methods of a {@link RefreshStore}. */
export function isRefreshStore(value: unknown): value is RefreshStore {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['getItem', 'setItem', 'removeItem'].every((name) => typeof Reflect.get(value, name) === 'function')
  )
}
