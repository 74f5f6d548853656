import { join } from 'node:path'
import type { App } from './app.ts'
import { runAnyway } from './run.ts'
import { e2eRoot } from './workspace.ts'

/** The compiler of this workspace: it says the same as the apps' own one, which needs four times as long. */
const tsc = join(e2eRoot, 'node_modules/.bin/tsc')

/** The app's type errors, one line each and without positions, sorted. */
export async function typeErrors(app: App): Promise<string[]> {
  const finished = await runAnyway(tsc, ['--noEmit', '--pretty', 'false'], { cwd: app.folder })
  const errors = finished.stdout.split('\n').filter((line) => line.includes('error TS'))
  if (finished.exitCode !== 0 && errors.length === 0) {
    throw new Error(`tsc failed:\n${finished.stdout}\n${finished.stderr}`)
  }
  return errors.map((line) => line.replace(/\(\d+,\d+\)/, '')).sort()
}
