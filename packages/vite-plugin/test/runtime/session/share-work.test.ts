import { afterEach, describe, expect, test, vi } from 'vitest'

import { canShareWork, shareWork } from '../../../src/runtime/session/share-work.ts'

/** Work that ends when told to. */
class Work {
  begun = 0
  readonly ends: ((outcome: number | Error) => void)[] = []

  readonly begin = (): Promise<number> => {
    this.begun += 1
    return new Promise((resolve, reject) => {
      this.ends.push((outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome)))
    })
  }
}

afterEach(() => {
  vi.unstubAllGlobals()
})

test.skipIf(!canShareWork())('those who ask for the same at the same time share it', async () => {
  const work = new Work()
  const underWay = new Map<string, Promise<number>>()
  const both = [shareWork(underWay, 'a', work.begin), shareWork(underWay, 'a', work.begin)]
  work.ends[0]?.(1)

  await expect(Promise.all(both)).resolves.toEqual([1, 1])
  expect([work.begun, underWay.size]).toEqual([1, 0])
})

test.skipIf(!canShareWork())('a failure is shared too, and not kept', async () => {
  const work = new Work()
  const underWay = new Map<string, Promise<number>>()
  const both = [shareWork(underWay, 'a', work.begin), shareWork(underWay, 'a', work.begin)]
  work.ends[0]?.(new Error('no'))

  await expect(Promise.allSettled(both)).resolves.toMatchObject([
    { reason: { message: 'no' } },
    { reason: { message: 'no' } },
  ])
  expect([work.begun, underWay.size]).toEqual([1, 0])
})

test('other things are done apart', () => {
  const work = new Work()
  const underWay = new Map<string, Promise<number>>()
  void shareWork(underWay, 'a', work.begin)
  void shareWork(underWay, 'b', work.begin)

  expect([work.begun, underWay.size]).toEqual([2, 2])
})

describe('where requests may not wait for each other', () => {
  test.each([
    ['Cloudflare Workers', { navigator: { userAgent: 'Cloudflare-Workers' } }, false],
    ['Vercel Edge', { EdgeRuntime: 'vercel' }, false],
    ['Node.js', { navigator: { userAgent: 'Node.js/24' } }, true],
    ['an engine without a navigator', { navigator: undefined }, true],
  ])('%s: %j', (_name, globals, expected) => {
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value)

    expect(canShareWork()).toBe(expected)
  })

  test('each does its own, and nothing is left behind', async () => {
    vi.stubGlobal('navigator', { userAgent: 'Cloudflare-Workers' })
    const work = new Work()
    const underWay = new Map<string, Promise<number>>()
    const both = [shareWork(underWay, 'a', work.begin), shareWork(underWay, 'a', work.begin)]
    work.ends[1]?.(2)
    await both[1]
    work.ends[0]?.(1)

    await expect(Promise.all(both)).resolves.toEqual([1, 2])
    expect(underWay.size).toBe(0)
  })
})
