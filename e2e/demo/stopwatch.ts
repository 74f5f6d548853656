/** Runs `work` and tells how many seconds it took, to a tenth. */
export async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const start = performance.now()
  const result = await work()
  return { result, seconds: Math.round((performance.now() - start) / 100) / 10 }
}
