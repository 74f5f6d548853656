import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

/** How many bytes of objects are alive in this process. */
export function usedHeap(): number {
  // One collection finds what another has set free.
  for (let run = 0; run < 4; run++) collectGarbage()
  return process.memoryUsage().heapUsed
}
