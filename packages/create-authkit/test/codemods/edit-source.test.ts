import { describe, expect, test } from 'vitest'
import { type Edit, editSource } from '../../src/codemods/syntax/edit-source.ts'
import { applySplices, type Splice } from '../../src/codemods/syntax/splice.ts'
import { UnsupportedShape } from '../../src/codemods/syntax/unsupported-shape.ts'

/** An edit that appends text, once. */
function append(insert: string, prove: Edit['prove'] = () => {}): ReturnType<typeof editSource> {
  return editSource('a.ts', 'a()\n', (file) => {
    const text = file.getFullText()
    return text === 'a()\n' ? { splices: [{ at: text.length, insert }], prove } : null
  })
}

describe('an edit counts only when it is proven', () => {
  test('proven', () => {
    expect(append('b()\n')).toEqual({ status: 'changed', text: 'a()\nb()\n' })
  })

  test('output that does not parse', () => {
    expect(append('b(\n')).toEqual({ status: 'unsupported', reason: 'the edit would not parse', at: 4 })
  })

  test('a post-condition that does not hold', () => {
    const prove = (): void => {
      throw new UnsupportedShape('no', 2)
    }
    expect(append('b()\n', prove)).toEqual({ status: 'unsupported', reason: 'no', at: 2 })
  })

  test.each([
    [{ at: 0, remove: 1, insert: 'b' }, 'the edit would take code away'],
    [{ at: 0, insert: 'b(); ' }, undefined],
    [{ at: 2, insert: '[1, {}]' }, undefined],
  ])('an edit that only adds takes nothing away: %o', (splice, reason) => {
    const result = editSource('a.ts', 'a()\n', (file) =>
      file.getFullText() === 'a()\n' ? { addsOnly: true, splices: [splice], prove() {} } : null,
    )
    expect(result.status === 'unsupported' ? result.reason : undefined).toBe(reason)
  })

  test('an edit that a second run would make again', () => {
    const result = editSource('a.ts', 'a()\n', () => ({ splices: [{ at: 0, insert: 'b()\n' }], prove() {} }))
    expect(result).toMatchObject({ status: 'unsupported', reason: expect.stringContaining('second run') })
  })

  test('a mistake of our own is not swallowed', () => {
    const broken = (): never => {
      throw new TypeError('bug')
    }
    expect(() => editSource('a.ts', '', broken)).toThrow(TypeError)
  })

  test('offsets count the byte order mark', () => {
    expect(editSource('a.ts', '\uFEFFa(', () => null)).toEqual({
      status: 'unsupported',
      reason: 'the file has a syntax error',
      at: 3,
    })
  })
})

describe('applySplices', () => {
  test.each<[name: string, splices: Splice[], expected: string]>([
    ['none', [], 'abcd'],
    [
      'in any order',
      [
        { at: 3, insert: 'Y' },
        { at: 1, insert: 'X' },
      ],
      'aXbcYd',
    ],
    [
      'two at one place keep their order',
      [
        { at: 2, insert: '1' },
        { at: 2, insert: '2' },
      ],
      'ab12cd',
    ],
    ['replaced', [{ at: 1, insert: 'X', remove: 2 }], 'aXd'],
  ])('%s', (_name, splices, expected) => {
    expect(applySplices('abcd', splices)).toBe(expected)
  })

  test('overlapping edits are a mistake', () => {
    const splices = [
      { at: 0, insert: 'Y', remove: 2 },
      { at: 1, insert: 'X' },
    ]
    expect(() => applySplices('abcd', splices)).toThrow('already been edited')
  })
})
