import { mkdir, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { publishLocally } from '../harness/published.ts'
import { startDev } from '../harness/servers.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'
import { HELP, readDemoArguments, type DemoArguments } from './arguments.ts'
import { makeDemoApp } from './demo-app.ts'
import { smoke } from './smoke.ts'
import { tell } from './tell.ts'

/** The port people expect. */
const PORT = 3000

const interrupted = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
})

/** @returns `serving` when a person is to try the app, until interrupted */
async function demo(options: DemoArguments, cleanup: AsyncDisposableStack): Promise<'serving' | 'done'> {
  const temporary = cleanup.use(temporaryFolder('demo'))
  const folder = options.dir === undefined ? join(temporary.path, 'my-app') : resolve(options.dir)
  await mkdir(folder, { recursive: true })
  if ((await readdir(folder)).length > 0) throw new Error(`${folder} is not empty.`)

  tell('Packing both packages and publishing them to a registry on this machine')
  const published = cleanup.use(await publishLocally(temporary.path))
  const made = await makeDemoApp(folder, published)
  if (options.smoke) {
    process.stdout.write(`${JSON.stringify(await smoke(made))}\n`)
    return 'done'
  }
  const server = cleanup.use(await startDev(made.app, { preferredPort: PORT }))
  tell(`The app is in ${folder}`)
  tell(`Open ${server.origin}/welcome and sign in as alice@example.com. Ctrl-C ends it.`)
  return 'serving'
}

/** @returns the exit code */
async function main(): Promise<number> {
  const cleanup = new AsyncDisposableStack()
  try {
    const options = readDemoArguments(process.argv.slice(2))
    if (options.help) {
      process.stdout.write(HELP)
      return 0
    }
    const state = await Promise.race([demo(options, cleanup), interrupted.then(() => 'interrupted')])
    if (state === 'interrupted') return 130
    if (state === 'serving') await interrupted
    return 0
  } catch (error) {
    tell(`Failed. ${error instanceof Error ? error.message : String(error)}`)
    return 1
  } finally {
    await cleanup.disposeAsync()
  }
}

// Also ends what still runs when the demo was interrupted half-way.
process.exit(await main())
