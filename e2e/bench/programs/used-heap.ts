/**
 * Bytes of the heap in use, after collecting garbage.
 *
 * @throws Error without `--expose-gc`
 */
export function usedHeap(): number {
  if (globalThis.gc === undefined) throw new Error('Run with --expose-gc.')
  for (let run = 0; run < 3; run++) globalThis.gc()
  return process.memoryUsage().heapUsed
}
