import { isCloudflareWorkers } from './engine.ts'

/**
 * Whether a request may wait for what another request has begun.
 *
 * Not in Cloudflare Workers, on which Vercel's edge runtime is built as well: work belongs to the request that began
 * it and stops for ever when that one is cancelled, so whoever else waits for it hangs
 * (https://github.com/cloudflare/workerd/issues/210).
 */
export function canShareWork(): boolean {
  const host: { EdgeRuntime?: string; fetch?: unknown } = globalThis
  return !isCloudflareWorkers() && host.EdgeRuntime !== 'vercel'
}

/** Has those who ask for the same `key` at the same time share one piece of work and its outcome, where they may. */
export function shareWork<T>(
  underWay: Map<string, Promise<T>>,
  key: string,
  work: () => Promise<T>,
): Promise<T> {
  const running = canShareWork() ? underWay.get(key) : undefined
  if (running) return running
  const started = work().finally(() => {
    if (underWay.get(key) === started) underWay.delete(key)
  })
  underWay.set(key, started)
  return started
}
