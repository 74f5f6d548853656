import * as oxcParser from 'oxc-parser'
import * as vite8 from 'vite'
import * as vite7 from 'vite-7'
import { describe, expect, test, vi } from 'vitest'

import { loadParser } from '../../src/plugins/load-parser.ts'

const notInstalled = async (): Promise<typeof oxcParser> => {
  // A real import of a package that is not there, for the error of this Node.
  const name = 'oxc-parser-which-is-not-installed'
  return import(name)
}

describe('loadParser', () => {
  test('takes the parser of Vite 8', async () => {
    const found = await loadParser(true, { vite: async () => vite8, oxcParser: notInstalled })
    expect(found).toBe(vite8.parseSync)
  })

  test('takes oxc-parser on Vite 7, without looking at another Vite', async () => {
    const vite = vi.fn<() => Promise<typeof vite8>>(async () => vite8)
    expect(await loadParser(false, { vite, oxcParser: async () => oxcParser })).toBe(oxcParser.parseSync)
    expect(vite).not.toHaveBeenCalled()
  })

  test('takes oxc-parser where a Vite on Rolldown has no parser', async () => {
    const vite = async (): Promise<object> => vite7
    expect(await loadParser(true, { vite, oxcParser: async () => oxcParser })).toBe(oxcParser.parseSync)
  })

  test('finds both where they are installed', async () => {
    expect(await loadParser(true)).toBe(vite8.parseSync)
    expect(await loadParser(false)).toBe(oxcParser.parseSync)
  })

  test('says what to install where there is none', async () => {
    const sources = { vite: async () => vite8, oxcParser: notInstalled }
    await expect(loadParser(false, sources)).rejects.toThrow(
      'on Vite 7 they need the package `oxc-parser`, which is not installed. Install it (npm install --save-dev oxc-parser)',
    )
  })

  test('says that it does not load, and keeps the reason', async () => {
    const reason = new Error('Cannot find native binding')
    const sources = { vite: async () => vite8, oxcParser: () => Promise.reject(reason) }
    const failure = await loadParser(false, sources).catch((error: unknown) => error)
    expect(failure).toMatchObject({ message: expect.stringContaining('which does not load'), cause: reason })
  })
})
