import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { copyJson } from '../../../../src/runtime/session/cache/copy-json.ts'

/** Every object and array in it, itself included. */
function objectsIn(data: unknown): object[] {
  if (typeof data !== 'object' || data === null) return []
  return [data, ...Object.values(data).flatMap(objectsIn)]
}

const jsonText = fc.json({ maxDepth: 6 })

test('whatever JSON it is, the copy says the same', () => {
  fc.assert(
    fc.property(jsonText, (text) => {
      const data: unknown = JSON.parse(text)

      expect(copyJson(data)).toStrictEqual(data)
      expect(JSON.stringify(copyJson(data))).toBe(JSON.stringify(data))
    }),
  )
})

test('whatever JSON it is, the copy shares no object with it', () => {
  fc.assert(
    fc.property(jsonText, (text) => {
      const data: unknown = JSON.parse(text)
      const originals = new Set(objectsIn(data))

      expect(objectsIn(copyJson(data)).filter((object) => originals.has(object))).toEqual([])
    }),
  )
})

describe('what has a meaning of its own in JavaScript', () => {
  test('a property named __proto__ stays a property', () => {
    const text = '{"__proto__":{"isAdmin":true},"nested":{"__proto__":{"isAdmin":true}}}'
    const copy: Record<string, unknown> = copyJson(JSON.parse(text))

    expect(JSON.stringify(copy)).toBe(text)
    expect([copy['isAdmin'], Object.getPrototypeOf(copy)]).toEqual([undefined, Object.prototype])
  })

  test('a key without a value stays a key without a value', () => {
    expect(copyJson({ impersonator: undefined })).toStrictEqual({ impersonator: undefined })
  })
})

test('changing the copy changes nothing else', () => {
  const original = { roles: ['admin'], own: { deep: [{ value: 1 }] } }
  const copy = copyJson(original)
  copy.roles.push('owner')
  copy.own.deep = [{ value: 2 }]

  expect(original).toStrictEqual({ roles: ['admin'], own: { deep: [{ value: 1 }] } })
})
