import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { wiredApp } from '../harness/journey-apps.ts'
import { runAnyway } from '../harness/run.ts'
import { fixturesRoot } from '../harness/workspace.ts'

test('AK001: a loader that mints a sign-in URL fails the build, with a frame and the replacement', async () => {
  const app = await wiredApp()
  await copyFile(join(fixturesRoot, 'lint/prefetched.tsx'), join(app.folder, 'src/routes/prefetched.tsx'))

  const build = await runAnyway('pnpm', ['run', 'build'], { cwd: app.folder })
  const output = `${build.stdout}\n${build.stderr}`

  expect(build.exitCode).not.toBe(0)
  expect(output).toContain('AK001')
  expect(output).toContain('src/routes/prefetched.tsx:5:')
  expect(output).toContain('loader: async () => ({ signInUrl: await getSignInUrl() }),')
  expect(output).toMatch(/\^{3,}/)
  expect(output).toContain('/api/auth/sign-in')
})
