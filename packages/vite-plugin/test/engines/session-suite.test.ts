import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { expect, test } from 'vitest'

import { LEFT_OUT, SUITE } from './session-suite.ts'

const root = new URL('../../', import.meta.url)
const page = readFileSync(new URL('../../docs/engines.md', root), 'utf8')

test.each(LEFT_OUT)(
  '$file is there, left out for a reason that the docs give',
  ({ file, engines, reason }) => {
    expect(existsSync(fileURLToPath(new URL(`${SUITE}/${file}`, root)))).toBe(true)
    const cells = [
      `\`${file}\``,
      ...(['bun', 'workerd'] as const).map((engine) => (engines.includes(engine) ? 'no' : 'yes')),
      reason,
    ]
    const row = page.split('\n').find((line) => line.includes(`\`${file}\``))
    expect(
      row
        ?.split('|')
        .map((cell) => cell.trim())
        .slice(1, -1),
    ).toEqual(cells)
  },
)

test('nothing else is said to be left out', () => {
  expect(page.match(/^\| `.*\.test\.ts`/gm)).toHaveLength(LEFT_OUT.length)
})
