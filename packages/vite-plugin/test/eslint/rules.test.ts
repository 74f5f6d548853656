import * as typescriptParser from '@typescript-eslint/parser'
import { RuleTester } from 'eslint'
import { describe, expect, test } from 'vitest'

import plugin from '../../src/eslint/index.ts'
import { moduleRules } from '../../src/lint/rules/index.ts'

RuleTester.describe = describe
// It throws where vitest counts assertions.
RuleTester.it = (name, run) => test(`${name}`, () => expect(run).not.toThrow())

const tester = new RuleTester({
  languageOptions: { parser: typescriptParser, parserOptions: { ecmaFeatures: { jsx: true } } },
})

for (const { meta } of moduleRules) {
  const rule = plugin.rules[meta.name]
  if (rule === undefined) throw new Error(`${meta.name} is not in the plugin.`)
  tester.run(meta.name, rule, {
    valid: meta.correct.map(({ title, code }) => ({ name: title, code })),
    invalid: meta.incorrect.map(({ title, code }) => ({
      name: title,
      code,
      errors: [{ messageId: 'found' }],
    })),
  })
}

test('the plugin has every rule that looks at one module, and none besides', () => {
  expect(Object.keys(plugin.rules)).toStrictEqual(moduleRules.map(({ meta }) => meta.name))
})
