import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const PACKAGE = join(import.meta.dirname, '..')
const SOURCES = ['src', 'build', 'package.json', 'tsdown.config.ts', '../../templates/files']
const OUTPUT = join(PACKAGE, 'dist/cli.js')

/** Some tests run the built command line: builds it, unless it is newer than its sources. */
export function setup(): void {
  const built = statSync(OUTPUT, { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (SOURCES.every((source) => newest(join(PACKAGE, source)) < built)) return
  const { status, stdout, stderr } = spawnSync('pnpm', ['run', 'build'], { cwd: PACKAGE, encoding: 'utf8' })
  if (status !== 0) throw new Error(`The command line can't be built:\n${stdout}${stderr}`)
}

function newest(path: string): number {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' })
  return Math.max(0, ...files.map((file) => statSync(join(path, file)).mtimeMs))
}
