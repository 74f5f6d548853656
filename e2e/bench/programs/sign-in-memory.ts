import { signIn } from './sign-in-locally.ts'
import { usedHeap } from './used-heap.ts'

/** Prints the heap after each round, in MiB: `node --expose-gc sign-in-memory.ts ROUNDS SIGN_INS`. */
async function main(rounds: number, signIns: number): Promise<void> {
  const heaps: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    for (let count = 0; count < signIns; count += 1) await signIn()
    heaps.push(usedHeap() / 1024 / 1024)
    process.stderr.write(`${(round + 1) * signIns} sign-ins: ${heaps.at(-1)?.toFixed(2)} MiB\n`)
  }
  process.stdout.write(JSON.stringify(heaps))
}

await main(Number(process.argv[2]), Number(process.argv[3]))
