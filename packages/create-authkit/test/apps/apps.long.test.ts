import { join } from 'node:path'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { linkPackages, packageManagerThat } from '../start-app.ts'
import { expectedOutcome } from './examine-tree.ts'
import { findTrees } from './find-trees.ts'
import { standInForPlugins } from './installed-plugins.ts'
import { PlantedApp } from './planted-app.ts'

/** Milliseconds for one app: its compiler runs twice, and the machine may be busy. */
const LONG = 300_000

const PLUGIN = join(import.meta.dirname, '../../../vite-plugin')
/** Stands for a package manager of any name: links the plugin, as an install would. */
const LINKS_THE_PLUGIN = `ln -sfn "${PLUGIN}" node_modules/vite-plugin-authkit-start`

/** Apps that are whole afterwards and that the router's own generator and the compiler can read. */
const TREES = (await findTrees()).filter(
  ({ tree }) => expectedOutcome(tree) === 'complete' && tree.unprovable?.types === undefined,
)

beforeEach(() => {
  vi.stubEnv('npm_config_user_agent', undefined)
})

afterEach(() => {
  vi.unstubAllEnvs()
})

test.each(TREES)(
  '$name: the route tree is generated, and there is no new type error',
  async ({ tree }) => {
    const app = new PlantedApp(tree)
    linkPackages(app.root)
    standInForPlugins(app.root)
    for (const name of ['npm', 'pnpm', 'yarn', 'bun']) app.use(packageManagerThat(name, LINKS_THE_PLUGIN))
    const before = app.contents()

    const { error, document } = await app.init([])

    expect(error).toBeNull()
    expect(document?.outcome?.routeTree?.status === 'failed' ? document.outcome.routeTree.reason : '').toBe(
      '',
    )
    expect(document?.outcome).toMatchObject({ installed: true, types: { checked: true, newErrors: [] } })
    expect(document?.outcome?.routeTree?.status).toMatch(/^(changed|unchanged)$/)
    expect(document?.left).toEqual([])
    expect(await app.undo()).toMatchObject({ exitCode: 0, document: { status: 'undone', left: [] } })
    expect(app.contents()).toEqual(before)
  },
  LONG,
)
