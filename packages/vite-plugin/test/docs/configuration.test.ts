import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { SETTING_NAMES } from '../../src/resolve-settings.ts'
import {
  DEFAULT_SESSION_CACHE_MAX_BYTES,
  DEFAULT_SESSION_CACHE_MAX_ENTRIES,
} from '../../src/runtime/session/cache/session-cache.ts'
import { CONFIG_DEFAULTS, CONFIG_KEYS } from '../../src/runtime/session/config/config-keys.ts'
import type { ConfigName } from '../../src/runtime/session/config/config-keys.ts'

const page = readFileSync(new URL('../../../../docs/configuration.md', import.meta.url), 'utf8')

/** The first table of the page: for each key the variables, whether it is an option, and the default. */
const rows = new Map(
  page
    .split('\n')
    .filter((line) => line.startsWith('| `WORKOS_') || line.startsWith('| none '))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, variables = '', key = '', option = '', fallback = '']) => [
      key.replaceAll('`', ''),
      { variables: variables.match(/\w*WORKOS_\w+/g) ?? [], option: option === 'yes', fallback },
    ]),
)

test.each(Object.keys(CONFIG_KEYS) as ConfigName[])('docs/configuration.md has a row for %s', (key) => {
  const { variables, required } = CONFIG_KEYS[key]
  const row = rows.get(key)
  expect(row).toMatchObject({ variables, option: SETTING_NAMES.some((name) => name === key) })
  expect(row?.fallback === 'required').toBe(required)
})

test.each(Object.entries(CONFIG_DEFAULTS))('the default of %s is %s', (key, value) => {
  expect(rows.get(key)).toMatchObject({ fallback: `\`${JSON.stringify(value).replaceAll('"', '')}\`` })
})

test('says how many sessions are remembered, and in how much memory', () => {
  expect(rows.get('sessionCacheMaxEntries')?.fallback).toBe(`\`${DEFAULT_SESSION_CACHE_MAX_ENTRIES}\``)
  expect(rows.get('sessionCacheMaxBytes')?.fallback).toBe(`\`${DEFAULT_SESSION_CACHE_MAX_BYTES}\``)
})

test('has no other rows', () => {
  expect([...rows.keys()].toSorted()).toEqual(Object.keys(CONFIG_KEYS).toSorted())
})
