import { mkdtemp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import {
  addOnIds,
  addOnPairs,
  groupsOf,
  writeAddOnApp,
} from '../../packages/create-authkit/test/apps/add-ons.ts'
import { run } from '../harness/run.ts'
import { putOnShelf } from '../harness/shelf.ts'

/** The add-on with WorkOS' own AuthKit: an app for `migrate`. */
const WORKOS = 'workos'

/** @tanstack/cli puts the same import into the Vite configuration for each of them, so no app with both builds. */
const BROKEN_TOGETHER = 'events resume'

const pairs = addOnPairs.filter((pair) => !pair.includes(WORKOS) && pair.join(' ') !== BROKEN_TOGETHER)

/** Every add-on in an app of its own, and apps of up to ten in which each two that go together are together. */
const apps = [...addOnIds.filter((id) => id !== WORKOS).map((id) => [id]), ...groupsOf(pairs, 10)].map(
  (addOns) => ({ title: addOns.join(', '), addOns }),
)

test('each two add-ons that go together are in one app, and none that do not', () => {
  const together = new Set(
    apps.flatMap(({ addOns }) => addOns.flatMap((one) => addOns.map((other) => `${one} ${other}`))),
  )
  expect(pairs.filter((pair) => !together.has(pair.join(' ')))).toEqual([])
  expect(together).not.toContain('cloudflare netlify')
})

test.for(apps)(
  'with $title: edited, the route tree regenerated, and no new type errors',
  async ({ addOns }) => {
    const { cli, folder } = inject('run')
    const root = await mkdtemp(join(folder, 'add-ons-'))
    await writeAddOnApp(root, addOns)
    const env = await putOnShelf(root)
    await run('npm', ['run', 'generate-routes'], { cwd: root, env })

    const { stdout } = await run(cli, ['--yes', '--local', '--json'], { cwd: root, env })

    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      status: 'applied',
      outcome: { routeTree: { status: 'changed' }, types: { checked: true, newErrors: [] } },
    })
    expect(await readFile(join(root, 'src/routeTree.gen.ts'), 'utf8')).toContain("/auth/callback'")
  },
)
