import { describe, expect, test } from 'vitest'

import { removeAddedProperties } from '../../src/codemods/remove-properties.ts'

const BEFORE = '{\n  "name": "app"\n}\n'
const AFTER = '{\n  "name": "app",\n  "devDependencies": {\n    "a": "1",\n    "b": "1"\n  }\n}\n'

test.each([
  { name: 'what was added', text: AFTER, result: BEFORE },
  {
    name: 'one of two, when the other is gone already',
    text: AFTER.replace('"a": "1",\n    ', ''),
    result: BEFORE,
  },
  {
    name: 'around what else is in an object of ours',
    text: AFTER.replace('"b": "1"', '"b": "1",\n    "c": "1"'),
    result: '{\n  "name": "app",\n  "devDependencies": {\n    "c": "1"\n  }\n}\n',
  },
  {
    name: 'in the middle of a list',
    text: AFTER.replace('"a": "1",', '"a": "1",\n    "aa": "1",'),
    result: '{\n  "name": "app",\n  "devDependencies": {\n    "aa": "1"\n  }\n}\n',
  },
  {
    name: 'on one line',
    text: '{"devDependencies":{"b":"1","z":"1"}}',
    result: '{"devDependencies":{"z":"1"}}',
  },
  {
    name: 'between line ends of Windows, after a byte order mark',
    text: `\uFEFF${AFTER.replaceAll('\n', '\r\n')}`,
    result: `\uFEFF${BEFORE.replaceAll('\n', '\r\n')}`,
  },
])('removes $name', ({ text, result }) => {
  expect(removeAddedProperties(text, { before: BEFORE, after: AFTER })).toEqual({
    status: 'changed',
    text: result,
  })
})

test('an object that was empty before stays', () => {
  const before = '{ "a": {} }'
  expect(removeAddedProperties('{ "a": { "b": 1 } }', { before, after: '{ "a": { "b": 1 } }' })).toEqual({
    status: 'changed',
    text: '{ "a": {} }',
  })
})

describe('a text that was changed', () => {
  const edit = { before: '{ "d": { "a": "^1.0.0" } }', after: '{ "d": { "a": "^2.0.0", "b": "1" } }' }

  test('gets its old value back, beside what was added since', () => {
    const text = '{ "d": { "a": "^2.0.0", "b": "1", "c": "1" } }'
    expect(removeAddedProperties(text, edit)).toEqual({
      status: 'changed',
      text: '{ "d": { "a": "^1.0.0", "c": "1" } }',
    })
  })

  test('has its old value again, or is gone: nothing to do there', () => {
    for (const text of ['{ "d": { "a": "^1.0.0" } }', '{ "d": {} }']) {
      expect(removeAddedProperties(text, edit)).toEqual({ status: 'unchanged' })
    }
  })

  test('has a third value: left', () => {
    expect(removeAddedProperties('{ "d": { "a": "^3.0.0" } }', edit)).toEqual({
      status: 'unsupported',
      reason: '`a` has another value by now',
      at: 0,
    })
  })
})

test('what is gone already is nothing to do', () => {
  expect(removeAddedProperties(BEFORE, { before: BEFORE, after: AFTER })).toEqual({ status: 'unchanged' })
})

test.each([
  {
    name: 'another value by now',
    text: AFTER.replace('"b": "1"', '"b": "2"'),
    reason: '`b` has another value by now',
  },
  { name: 'a text that is no JSON', text: '{ "b": 1, }', reason: 'it is not valid JSON' },
  { name: 'a list', text: '[]', reason: 'it is not valid JSON' },
])('$name is left', ({ text, reason }) => {
  expect(removeAddedProperties(text, { before: BEFORE, after: AFTER })).toEqual({
    status: 'unsupported',
    reason,
    at: 0,
  })
})

test.each([
  {
    name: 'changed a value',
    before: '{ "a": 1 }',
    after: '{ "a": 2 }',
    reason: '`a` was changed by the edit',
  },
  { name: 'took one out', before: '{ "a": 1 }', after: '{}', reason: '`a` was taken out by the edit' },
])('an edit that $name can’t be taken back', ({ before, after, reason }) => {
  expect(removeAddedProperties('{ "a": 3 }', { before, after })).toEqual({
    status: 'unsupported',
    reason,
    at: 0,
  })
})
