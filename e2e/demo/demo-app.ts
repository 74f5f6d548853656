import { addPages, scaffoldApp, type App } from '../harness/app.ts'
import { runCli, type PackedCli } from '../harness/packed-cli.ts'
import { timed } from './stopwatch.ts'
import { tell } from './tell.ts'

export interface DemoApp {
  readonly app: App
  readonly seconds: {
    /** @tanstack/cli making and installing the app. */
    readonly scaffold: number
    /** The command line adding AuthKit: edits, install, route tree, types. */
    readonly install: number
  }
}

/** Makes a fresh app in an empty folder and adds AuthKit to it, as a user does. */
export async function makeDemoApp(folder: string, packed: PackedCli): Promise<DemoApp> {
  tell('Making a fresh TanStack Start app')
  const scaffold = await timed(() => scaffoldApp(folder))
  tell('Adding AuthKit: create-authkit-start --yes --local')
  const install = await timed(() => runCli(packed, ['--yes', '--local'], folder))
  process.stderr.write(`${install.result.stdout}\n`)
  await addPages(scaffold.result, 'demo')
  return { app: scaffold.result, seconds: { scaffold: scaffold.seconds, install: install.seconds } }
}
