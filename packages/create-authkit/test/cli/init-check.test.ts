import { describe, expect, test } from 'vitest'

import { remove, wiredApp } from '../checks/wired-app.ts'
import { readTree } from '../file-tree.ts'
import { startApp } from '../start-app.ts'
import { runHere } from './run-here.ts'

describe('init --check', () => {
  test('an app without AuthKit is exit code 1, with what is missing', async () => {
    const root = startApp()
    const before = readTree(root)

    const text = await runHere(['--check'], { cwd: root })
    const { exitCode, stdout } = await runHere(['--check', '--json'], { cwd: root })

    expect(text.exitCode).toBe(1)
    expect(text.stdout).toContain('src/routes/api/auth/callback.ts: receives the user')
    expect(exitCode).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      status: 'planned',
      left: [
        {
          code: 'ERR_NOT_SET_UP',
          details: expect.arrayContaining([expect.stringContaining('src/start.ts')]),
        },
      ],
    })
    expect(readTree(root)).toEqual(before)
  })

  test('an app that is set up is exit code 0', async () => {
    const { exitCode, stdout } = await runHere(['--check', '--json'], { cwd: await wiredApp() })

    expect(JSON.parse(stdout)).toMatchObject({ ok: true, status: 'unchanged', left: [] })
    expect(exitCode).toBe(0)
  })

  test('secrets are not in a fresh checkout, and not missed there', async () => {
    const root = await wiredApp()
    remove('.env.local')(root)
    const before = readTree(root)

    const { exitCode, stdout } = await runHere(['--check', '--json'], { cwd: root })

    expect(JSON.parse(stdout)).toMatchObject({ ok: true, left: [] })
    expect(exitCode).toBe(0)
    expect(readTree(root)).toEqual(before)
  })

  test('what could not be proven alone is exit code 3', async () => {
    const root = await wiredApp({
      'vite.config.ts': "export { default } from '@acme/vite'\n",
    })

    const { exitCode, stdout } = await runHere(['--check', '--json'], { cwd: root })

    expect(JSON.parse(stdout)).toMatchObject({ ok: false, left: [{ code: 'ERR_MANUAL_CHANGES' }] })
    expect(exitCode).toBe(3)
  })
})
