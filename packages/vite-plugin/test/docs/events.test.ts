import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { DESCRIPTIONS } from '../../src/runtime/start/events/describe-event.ts'

const page = readFileSync(new URL('../../../../docs/events.md', import.meta.url), 'utf8')

test('docs/events.md has a row for every type of event', () => {
  const table = page.slice(page.indexOf('## Which there are'), page.indexOf('## What is never in them'))
  const types = [...table.matchAll(/^\| `([a-z-]+)`/gm)].map(([, type]) => type)
  expect(types).toEqual(Object.keys(DESCRIPTIONS))
})
