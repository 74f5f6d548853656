import { appendFile, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { folderContents } from '../harness/folder-contents.ts'
import { freshApp } from '../harness/journey-apps.ts'
import { runCli } from '../harness/packed-cli.ts'
import { runAnyway } from '../harness/run.ts'

interface Diagnosis {
  readonly ok: boolean
  readonly checks: readonly { readonly code: string; readonly state: string }[]
  readonly proof: { readonly status: string; readonly removed: readonly string[] } | null
}

test('add, prove, break, diagnose, repair, prove again, and take all of it back but an edit', async () => {
  const packed = inject('run')
  const app = await freshApp()
  const original = await folderContents(app.folder)
  const doctor = async (...flags: string[]): Promise<Diagnosis> => {
    const args = ['doctor', '--json', ...flags]
    const { stdout } = await runAnyway(packed.cli, args, { cwd: app.folder, env: packed.environment })
    return JSON.parse(stdout) as Diagnosis
  }

  await runCli(packed, ['--yes', '--local'], app.folder)
  const added = await folderContents(app.folder)
  expect(await doctor('--prove')).toMatchObject({
    ok: true,
    proof: { status: 'proven', removed: ['dist'] },
  })
  expect(await folderContents(app.folder)).toEqual(added)

  await rm(join(app.folder, 'src/routes/api/auth/callback.ts'))
  const broken = await doctor()
  expect(broken.ok).toBe(false)
  expect(broken.checks.filter(({ state }) => state !== 'ok')).toEqual([
    expect.objectContaining({ code: 'callback-route', state: 'missing' }),
  ])
  expect(await doctor('--fix', '--yes', '--prove')).toMatchObject({ ok: true, proof: { status: 'proven' } })

  await appendFile(join(app.folder, 'src/routes/index.tsx'), '// mine\n')
  // The repair, then the run before it.
  await runCli(packed, ['undo', '--yes'], app.folder)
  await runCli(packed, ['undo', '--yes'], app.folder)
  const edited = `${original.get('src/routes/index.tsx')}// mine\n`
  expect(await folderContents(app.folder)).toEqual(new Map(original).set('src/routes/index.tsx', edited))
  expect(await readFile(join(app.folder, 'src/routes/index.tsx'), 'utf8')).toBe(edited)
})
