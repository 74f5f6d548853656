import { signIn } from './sign-in-locally.ts'

/** Until the engine has compiled what it runs often. */
const WARM_UP = 2_000

/** Prints what each round took, in seconds of processor time of all threads: `node sign-in-speed.ts ROUNDS SIGN_INS`. */
async function main(rounds: number, signIns: number): Promise<void> {
  for (let count = 0; count < WARM_UP; count += 1) await signIn()
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const start = process.cpuUsage()
    for (let count = 0; count < signIns; count += 1) await signIn()
    const { user, system } = process.cpuUsage(start)
    times.push((user + system) / 1e6)
  }
  process.stdout.write(JSON.stringify(times))
}

await main(Number(process.argv[2]), Number(process.argv[3]))
