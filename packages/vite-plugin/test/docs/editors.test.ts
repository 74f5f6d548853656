import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import plugin from '../../src/eslint/index.ts'
import { moduleRules } from '../../src/lint/rules/index.ts'

const page = readFileSync(new URL('../../../../docs/editors.md', import.meta.url), 'utf8')

test('docs/editors.md lists every rule of the plugin, as it is recommended', () => {
  const rows = page
    .split('\n')
    .filter((line) => line.startsWith('| `authkit/'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, rule = '', code = '', recommended = '']) => [rule.replaceAll('`', ''), code, recommended])
  expect(rows).toStrictEqual(
    moduleRules.map(({ meta: { code, name, defaultSeverity } }) => [
      `authkit/${name}`,
      `[${code}](rules/${code}.md)`,
      defaultSeverity,
    ]),
  )
})

test('its configuration of oxlint has every rule, as it is recommended', () => {
  const [json = ''] = page.match(/(?<=^```json\n).*?(?=^```$)/ms) ?? []
  expect(JSON.parse(json)).toMatchObject({ rules: plugin.configs.recommended.rules })
})
