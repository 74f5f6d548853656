import { expect, test } from 'vitest'

import { within } from '../../../src/runtime/session/within.ts'

const tooLate = (): Error => new Error('too late')

test('what comes in time is the outcome, and its failure too', async () => {
  await expect(within(60_000, Promise.resolve('done'), tooLate)).resolves.toBe('done')
  await expect(within(60_000, Promise.reject(new Error('no')), tooLate)).rejects.toThrow('no')
})

test('what never comes is too late', async () => {
  await expect(within(1, new Promise(() => {}), tooLate)).rejects.toThrow('too late')
})
