import { mkdir, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { publishLocally } from '../harness/published.ts'
import { startDev } from '../harness/servers.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'
import { makeDemoApp } from './demo-app.ts'
import { smoke } from './smoke.ts'
import { tell } from './tell.ts'

/** The port people expect. */
const PORT = 3000

const HELP = `npm run demo -- [--dir FOLDER] [--smoke]

  --dir FOLDER  make the app in this empty folder and keep it (default: a temporary one, removed at the end)
  --smoke       sign in with headless Chromium instead of waiting for a person, print one line of JSON, and end
`

const { values: options } = parseArgs({
  options: { dir: { type: 'string' }, smoke: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
})

const interrupted = new Promise<'interrupted'>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve('interrupted'))
})

async function demo(cleanup: AsyncDisposableStack): Promise<void> {
  const temporary = cleanup.use(temporaryFolder('demo'))
  const folder = options.dir === undefined ? join(temporary.path, 'my-app') : resolve(options.dir)
  await mkdir(folder, { recursive: true })
  if ((await readdir(folder)).length > 0) throw new Error(`${folder} is not empty.`)

  tell('Packing both packages and publishing them to a registry on this machine')
  const published = cleanup.use(await publishLocally(temporary.path))
  const made = await makeDemoApp(folder, published)
  if (options.smoke === true) {
    process.stdout.write(`${JSON.stringify(await smoke(made))}\n`)
    return
  }
  const server = cleanup.use(await startDev(made.app, PORT))
  tell(`The app is in ${folder}`)
  tell(`Open ${server.origin}/welcome and sign in as alice@example.com. Ctrl-C ends it.`)
  await interrupted
}

/** @returns the exit code */
async function main(): Promise<number> {
  if (options.help === true) {
    process.stdout.write(HELP)
    return 0
  }
  const cleanup = new AsyncDisposableStack()
  try {
    const ended = await Promise.race([demo(cleanup), interrupted])
    return ended === 'interrupted' ? 130 : 0
  } catch (error) {
    tell(`Failed. ${error instanceof Error ? error.message : String(error)}`)
    return 1
  } finally {
    await cleanup.disposeAsync()
  }
}

// Also ends what still runs when the demo was interrupted half-way.
process.exit(await main())
