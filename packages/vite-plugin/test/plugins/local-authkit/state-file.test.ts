import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { createLocalAuthKit, type LocalAuthKit } from '../../../src/emulator/index.ts'
import { readStateFile, StateFile } from '../../../src/plugins/local-authkit/state-file.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'state-file-'))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})

afterEach(async () => {
  vi.useRealTimers()
  await rm(folder, { recursive: true })
})

/** A state file whose snapshots are counted, and taken as `pause` lets them. */
function openFile(pause: () => Promise<void> | void) {
  const authKit = createLocalAuthKit()
  const path = join(folder, 'state.json')
  const snapshot = vi.fn<LocalAuthKit['snapshot']>(async () => {
    await pause()
    return authKit.snapshot()
  })
  const warn = vi.fn<(message: string) => void>()
  const file = new StateFile(
    path,
    { cookiePassword: 'p'.repeat(32), authKit: { ...authKit, snapshot } },
    warn,
  )
  authKit.onChange(() => file.schedule())
  return { authKit, file, path, snapshot, warn }
}

test('changes while it is being written wait for one more write, and are in it', async () => {
  let release = (): void => undefined
  const isReleased = new Promise<void>((resolve) => {
    release = resolve
  })
  const { authKit, file, path, snapshot, warn } = openFile(() => isReleased)
  authKit.control.setAccessTokenLifetime(1)
  await vi.advanceTimersByTimeAsync(50)
  expect(snapshot).toHaveBeenCalledOnce()
  for (let seconds = 2; seconds <= 20; seconds += 1) {
    authKit.control.setAccessTokenLifetime(seconds)
    await vi.advanceTimersByTimeAsync(50)
  }
  release()
  await file.flush()
  expect(snapshot).toHaveBeenCalledTimes(2)
  expect((await readStateFile(path))?.authKit.accessTokenLifetime).toBe(20)
  expect(warn).not.toHaveBeenCalled()
})

test.each([
  { took: 3, delay: 50 },
  { took: 20, delay: 200 },
  { took: 5_000, delay: 1_000 },
])('after a write of $took ms the next one waits $delay ms', async ({ took, delay }) => {
  const { authKit, file, snapshot } = openFile(() => void vi.advanceTimersByTime(took))
  authKit.control.setAccessTokenLifetime(1)
  await file.flush()
  authKit.control.setAccessTokenLifetime(2)
  await vi.advanceTimersByTimeAsync(delay - 1)
  expect(snapshot).toHaveBeenCalledOnce()
  await vi.advanceTimersByTimeAsync(1)
  expect(snapshot).toHaveBeenCalledTimes(2)
  await file.flush()
})
