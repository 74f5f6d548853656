import { expect, inject, test } from 'vitest'

/** The engine, by what it says of itself. */
function thisEngine(): string {
  if (navigator.userAgent === 'Cloudflare-Workers') return 'workerd'
  return 'Bun' in globalThis ? 'bun' : 'node'
}

test('it is the engine that it is said to be', () => {
  expect(thisEngine()).toBe(inject('engine'))
})
