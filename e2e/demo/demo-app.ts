import { addPages, scaffoldApp, type App } from '../harness/app.ts'
import { runCli, type PackedCli } from '../harness/packed-cli.ts'
import { tell } from './tell.ts'

export interface DemoApp {
  readonly app: App
  /** How long it took, in seconds. */
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
  const scaffolded = performance.now()
  const app = await scaffoldApp(folder)
  const scaffold = secondsSince(scaffolded)

  tell('Adding AuthKit: create-authkit-start --yes --local')
  const started = performance.now()
  const { stdout } = await runCli(packed, ['--yes', '--local'], folder)
  const install = secondsSince(started)
  process.stderr.write(`${stdout}\n`)
  await addPages(app, 'demo')
  return { app, seconds: { scaffold, install } }
}

/** Seconds since a `performance.now()`, to a tenth. */
export function secondsSince(start: number): number {
  return Math.round((performance.now() - start) / 100) / 10
}
