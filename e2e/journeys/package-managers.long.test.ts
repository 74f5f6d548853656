import { existsSync } from 'node:fs'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, inject } from 'vitest'
import { addPages, scaffoldApp } from '../harness/app.ts'
import { test } from '../harness/journey-test.ts'
import { packageManagers, providePackageManager } from '../harness/package-managers.ts'
import { run } from '../harness/run.ts'
import { expectSignInReloadAndSignOut } from './session-journey.ts'

test.for(packageManagers.map((each) => [each.title, each] as const))(
  '%s create authkit-start adds AuthKit, proves it, and dev signs in',
  async ([, manager], { page, servers }) => {
    const { folder, environment } = inject('run')
    const env = await providePackageManager(manager, { folder, environment })
    const parent = await mkdtemp(join(folder, `${manager.name}-`))
    const app = await scaffoldApp(join(parent, 'my-app'), {
      packageManager: manager.name,
      uninstalled: true,
      // Yarn resolves the packages of every platform, and Tailwind's are not in every registry.
      blank: true,
    })
    for (const [path, text] of Object.entries(manager.files ?? {})) {
      await writeFile(join(app.folder, path), text)
    }
    await run(manager.name, manager.install, { cwd: app.folder, env })

    const args = [...manager.create, '--yes', '--local', '--prove']
    const { stdout } = await run(manager.name, args, { cwd: app.folder, env })

    expect(stdout).toContain('Plan: ')
    expect(stdout).toContain('Installed')
    expect(stdout).toContain('types: no new errors')
    expect(stdout).toContain('Proven: built, served, signed in and out')
    expect(await readFile(join(app.folder, manager.lockfile), 'utf8')).toContain('vite-plugin-authkit-start')
    for (const other of packageManagers.filter(({ lockfile }) => lockfile !== manager.lockfile)) {
      expect(existsSync(join(app.folder, other.lockfile))).toBe(false)
    }

    await addPages(app, 'routes')
    const server = await servers.dev(app)
    await expectSignInReloadAndSignOut(page, server.origin, { landing: '/' })
  },
)
