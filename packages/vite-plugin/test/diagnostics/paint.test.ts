import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

const script = `
  import { paintFor } from ${JSON.stringify(new URL('../../src/diagnostics/paint.ts', import.meta.url).href)}
  process.stdout.write(paintFor(process.stdout)('error', 'x'))`

function painted(env: Record<string, string>): string {
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { PATH: process.env.PATH, ...env },
    encoding: 'utf8',
  })
  return run.stdout
}

test.each([
  { name: 'a pipe', env: {}, coloured: false },
  { name: 'FORCE_COLOR', env: { FORCE_COLOR: '1' }, coloured: true },
  { name: 'NO_COLOR', env: { NO_COLOR: '1' }, coloured: false },
])('$name: coloured is $coloured', ({ env, coloured }) => {
  const text = painted(env)
  expect(text).toContain('x')
  expect(text.includes('\u001B[')).toBe(coloured)
})
