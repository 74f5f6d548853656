/**
 * The outcome of some work, or after so many milliseconds that of `tooLate`. The work goes on: somebody else may still
 * have use for it.
 */
export async function within<T>(milliseconds: number, work: Promise<T>, tooLate: () => Error): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      // A process that was busy sees its timers first, and then what arrived in the meantime: that is in time.
      timer = setTimeout(() => reject(tooLate()))
    }, milliseconds)
  })
  try {
    return await Promise.race([work, timeout])
  } finally {
    clearTimeout(timer)
  }
}
