import { expect, test } from 'vitest'
import { interleave } from '../interleave.ts'

test('does one of each by turns, every second round backwards, and forgets the first', async () => {
  const log: string[] = []
  const work = (kind: string) => async (): Promise<number> => log.push(kind)

  const values = await interleave(2, { a: work('a'), b: work('b') })

  expect(log.join('')).toBe('abbaab')
  expect(values).toEqual({ a: [4, 5], b: [3, 6] })
})

test('waits for one before it begins the next', async () => {
  let running = 0
  const work = async (): Promise<number> => {
    running += 1
    const before = running
    await Promise.resolve()
    running -= 1
    return before
  }

  await expect(interleave(3, { a: work, b: work })).resolves.toEqual({ a: [1, 1, 1], b: [1, 1, 1] })
})

test('ends when one fails', async () => {
  const fail = async (): Promise<number> => {
    throw new Error('The app is gone.')
  }

  await expect(interleave(3, { a: fail })).rejects.toThrow('The app is gone.')
})
