import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { findTrees } from '../../packages/create-authkit/test/apps/find-trees.ts'
import { plantTree } from '../../packages/create-authkit/test/apps/plant-tree.ts'
import { readTree } from '../../packages/create-authkit/test/file-tree.ts'
import { layOver } from '../harness/lay-over.ts'
import { run, runAnyway } from '../harness/run.ts'
import { putOnShelf } from '../harness/shelf.ts'
import { fixturesRoot } from '../harness/workspace.ts'
import { builtTrees } from './built-trees.ts'

const trees = await findTrees()

const chosen = builtTrees.map((built) => {
  const found = trees.find(({ name }) => name === built.name)
  if (found === undefined) throw new Error(`There is no app tree "${built.name}" any more.`)
  return { server: 'vite preview', written: [], untyped: false, ...built, tree: found.tree }
})

test('at least 25 app trees are built and signed into', () => {
  expect(new Set(chosen.map(({ name }) => name)).size).toBe(chosen.length)
  expect(chosen.length).toBeGreaterThanOrEqual(25)
})

test.for(chosen)(
  '$name: edited, built, served by $server, signed in and out, undone byte for byte',
  async ({ tree, server, written, untyped }) => {
    const { cli, folder } = inject('run')
    const top = await mkdtemp(join(folder, 'tree-'))
    const root = join(top, tree.folder ?? '.')
    plantTree(tree, top)
    const before = contents(top, written)
    const env = await putOnShelf(root)

    const added = await runAnyway(cli, [...(tree.args ?? ['--local']), '--yes', '--json'], { cwd: root, env })
    const document = JSON.parse(added.stdout) as { app: { routesDirectory: string } }
    expect(document).toMatchObject({
      ok: true,
      status: 'applied',
      outcome: { installed: true, types: untyped ? { checked: false } : { checked: true, newErrors: [] } },
    })

    const putBack = await layOver(root, await startPage(root, document.app.routesDirectory))
    const { stdout } = await runAnyway(cli, ['doctor', '--prove', '--json'], { cwd: root, env })
    expect(JSON.parse(stdout)).toMatchObject({
      proof: { status: 'proven', failure: null, problems: [], server: expect.stringContaining(server) },
    })

    await putBack()
    await run(cli, ['undo', '--yes'], { cwd: root, env })
    await rm(join(root, 'node_modules'))
    expect(contents(top, written)).toEqual(before)
  },
)

test('an app whose pages fail for who is signed in is not proven', async () => {
  const { cli, folder } = inject('run')
  const root = await mkdtemp(join(folder, 'tree-'))
  plantTree({ name: 'small', covers: [] }, root)
  const env = await putOnShelf(root)
  await run(cli, ['--local', '--yes'], { cwd: root, env })
  const [page = '', text = ''] = Object.entries(await startPage(root, 'src/routes'))[0] ?? []
  await layOver(root, { [page]: text.replace('alice@', 'bob@') })

  const { stdout } = await runAnyway(cli, ['doctor', '--prove', '--json'], { cwd: root, env })

  expect(JSON.parse(stdout)).toMatchObject({ proof: { status: 'failed', failure: { stage: 'page' } } })
})

/** In the place of the app's start page, where the proof goes after the sign-in: one that fails for all but Alice. */
async function startPage(root: string, routesDirectory: string): Promise<Record<string, string>> {
  const inJavaScript = !existsSync(join(root, 'tsconfig.json'))
  const text = await readFile(join(fixturesRoot, 'alice-only/index.tsx'), 'utf8')
  return { [join(routesDirectory, inJavaScript ? 'index.js' : 'index.tsx')]: text }
}

/** Every file, link and mode, save for git's own files and folders that the app's own tools write to. */
function contents(top: string, written: readonly string[]): Record<string, string> {
  const left = ['.git', ...written]
  return Object.fromEntries(
    Object.entries(readTree(top)).filter(
      ([path]) => !left.some((folder) => path === folder || path.startsWith(`${folder}/`)),
    ),
  )
}
