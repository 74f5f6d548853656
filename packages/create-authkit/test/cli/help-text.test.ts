import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

import { helpText } from '../../src/help-text.ts'

test.each([
  { name: 'init', topic: null },
  { name: 'doctor', topic: 'doctor' as const },
  { name: 'undo', topic: 'undo' as const },
  { name: 'emulate', topic: 'emulate' as const },
  { name: 'lint', topic: 'lint' as const },
])('the help of $name', async ({ name, topic }) => {
  await expect(helpText(topic)).toMatchFileSnapshot(`__snapshots__/help-${name}.txt`)
})

test.each([null, 'doctor' as const, 'undo' as const, 'emulate' as const, 'lint' as const])(
  'every line fits an ordinary terminal (%s)',
  (topic) => {
    expect(
      helpText(topic)
        .split('\n')
        .filter((line) => line.length > 100),
    ).toEqual([])
  },
)

test("the package's README shows the help as it is", async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
  expect(readme).toContain(`\n${helpText(null).trim()}\n`)
})
