import { glob, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import { addPages, copyApp, type App, type AppRecipe } from './app.ts'
import { buildWithGraphs } from './build-graph.ts'
import { pristineApp } from './journey-apps.ts'
import { run } from './run.ts'
import { sharedApp } from './shared-app.ts'

/** The app that @tanstack/cli makes on WorkOS' own SDK, which is what `compat: true` is for. */
export const vendorRecipe: AppRecipe = {
  addOns: ['workos'],
  versions: { '@workos/authkit-tanstack-react-start': '0.11.1', '@workos-inc/node': '10.14.0' },
}

/** An app on WorkOS' packages, with pages after their README, built. Journeys share it and must not change it. */
export function vendorApp(recipe: AppRecipe = vendorRecipe): Promise<App> {
  return sharedApp('vendor', recipe, async (folder) => {
    const app = await copyApp(await pristineApp(recipe), folder)
    await addPages(app, 'vendor')
    await buildWithGraphs(app)
  })
}

/**
 * The same app with `authkit({ compat: true })` in its Vite configuration and no other change, built. WorkOS' packages
 * are installed still, but every module of theirs throws, so that nothing of them can have a part in a journey.
 *
 * Journeys share it and must not change it.
 */
export function compatApp(recipe: AppRecipe = vendorRecipe): Promise<App> {
  return sharedApp('compat', recipe, async (folder) => {
    const app = await appWithCompat(recipe, folder)
    await breakVendor(folder)
    await buildWithGraphs(app)
  })
}

/**
 * The app with `compat: true` for one journey, not built: without WorkOS' packages, and with our types in their place.
 * Without the route that calls their SDK too.
 */
export async function appWithoutVendor(): Promise<App> {
  const folder = await mkdtemp(join(inject('run').folder, 'without-vendor-'))
  const app = await appWithCompat(vendorRecipe, folder)
  await rm(join(folder, 'src/routes/api/user.ts'))
  await run('pnpm', ['remove', '@workos/authkit-tanstack-react-start', '@workos-inc/node'], {
    cwd: folder,
    env: inject('run').environment,
  })
  await writeTypesReference(app, 'compat')
  return app
}

/** Changes the imports of such an app to our own names, which need no `compat`. */
export async function moveToOurNames(app: App): Promise<void> {
  for await (const path of glob('src/**/*.{ts,tsx}', { cwd: app.folder })) {
    await edit(join(app.folder, path), (text) =>
      text.replaceAll('@workos/authkit-tanstack-react-start', 'virtual:authkit'),
    )
  }
  await edit(join(app.folder, 'vite.config.ts'), (text) =>
    text.replace('authkit({ compat: true })', 'authkit()'),
  )
  await writeTypesReference(app, 'virtual')
}

async function writeTypesReference({ folder }: App, types: 'compat' | 'virtual'): Promise<void> {
  const reference = `/// <reference types="vite-plugin-authkit-start/${types}" />\n`
  await writeFile(join(folder, 'src/vite-env.d.ts'), reference)
}

async function edit(path: string, change: (text: string) => string): Promise<void> {
  await writeFile(path, change(await readFile(path, 'utf8')))
}

async function appWithCompat(recipe: AppRecipe, folder: string): Promise<App> {
  const app = await copyApp(await pristineApp(recipe), folder)
  await addPages(app, 'vendor')
  await run('pnpm', ['add', '--save-dev', 'vite-plugin-authkit-start'], {
    cwd: folder,
    env: inject('run').environment,
  })
  await addCompat(folder)
  return app
}

async function addCompat(folder: string): Promise<void> {
  const path = join(folder, 'vite.config.ts')
  await edit(path, (before) => {
    const after = before.replace('tanstackStart()', 'authkit({ compat: true }), tanstackStart()')
    if (after === before) throw new Error(`${path} has no \`tanstackStart()\`:\n${before}`)
    return `import { authkit } from 'vite-plugin-authkit-start'\n${after}`
  })
}

async function breakVendor(folder: string): Promise<void> {
  const modules = 'node_modules/.pnpm/@workos+authkit-*/node_modules/@workos/authkit-*/dist/**/*.js'
  let broken = 0
  for await (const path of glob(modules, { cwd: folder })) {
    // Removed first: the file may be the package manager's own, linked here.
    await rm(join(folder, path))
    await writeFile(join(folder, path), `throw new Error('A module of WorkOS runs: ${path}')\n`)
    broken++
  }
  if (broken === 0) throw new Error(`There is no module of WorkOS in ${folder}.`)
}
