import { join } from 'node:path'
import type { App } from './app.ts'
import { runAnyway } from './run.ts'

/** The app's type errors by its own compiler, one line each and without positions, sorted. */
export async function typeErrors(app: App): Promise<string[]> {
  const tsc = await runAnyway(join(app.folder, 'node_modules/.bin/tsc'), ['--noEmit', '--pretty', 'false'], {
    cwd: app.folder,
  })
  const errors = tsc.stdout.split('\n').filter((line) => line.includes('error TS'))
  if (tsc.exitCode !== 0 && errors.length === 0) throw new Error(`tsc failed:\n${tsc.stdout}\n${tsc.stderr}`)
  return errors.map((line) => line.replace(/\(\d+,\d+\)/, '')).sort()
}
