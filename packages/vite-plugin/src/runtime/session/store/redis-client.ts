/** The three commands that a lock needs of Redis. */
export interface RedisClient {
  /** @param milliseconds after which it is gone by itself */
  setIfAbsent(key: string, value: string, milliseconds: number): Promise<boolean>
  get(key: string): Promise<unknown>
  delete(key: string): Promise<unknown>
}

type Commands = Record<'set' | 'get' | 'del', (...args: unknown[]) => Promise<unknown>>

/**
 * How `unstorage`'s drivers for Redis spell `SET NX PX`: `redis` has the client of ioredis, `upstash` and `vercel-kv` the
 * one of @upstash/redis.
 */
const SET_IF_ABSENT: Readonly<Record<string, (milliseconds: number) => unknown[]>> = {
  redis: (milliseconds) => ['PX', milliseconds, 'NX'],
  upstash: (milliseconds) => [{ px: milliseconds, nx: true }],
  'vercel-kv': (milliseconds) => [{ px: milliseconds, nx: true }],
}

/** The Redis behind a storage of `unstorage`, when there is one. Asks for its connection at the first command only. */
export function findRedis(store: object): RedisClient | undefined {
  const driver = property(call(store, 'getMount', ['authkit']), 'driver')
  const name = property(driver, 'name')
  const options = typeof name === 'string' ? SET_IF_ABSENT[name] : undefined
  if (options === undefined || typeof property(driver, 'getInstance') !== 'function') return undefined
  const base = property(property(driver, 'options'), 'base')
  const prefix = typeof base === 'string' && base !== '' ? `${base.replace(/:$/, '')}:` : ''
  // Only what the two clients have in common is called, by the name of the driver.
  const client = (): Commands => call(driver, 'getInstance', []) as Commands
  return {
    setIfAbsent: async (key, value, milliseconds) =>
      (await client().set(prefix + key, value, ...options(milliseconds))) === 'OK',
    get: (key) => client().get(prefix + key),
    delete: (key) => client().del(prefix + key),
  }
}

function property(holder: unknown, name: string): unknown {
  return typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined
}

function call(holder: unknown, name: string, args: unknown[]): unknown {
  const method = property(holder, name)
  return typeof method === 'function' ? Reflect.apply(method, holder, args) : undefined
}
