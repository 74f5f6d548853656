import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { run } from '../harness/run.ts'
import type { PublishedPackage } from '../harness/workspace.ts'

const MEGABYTE = 1_000_000

const limits: [name: PublishedPackage, megabytes: number][] = [
  ['create-authkit-start', 5],
  ['vite-plugin-authkit-start', 5],
]

test.for(limits)('%s with its own dependencies takes less than %i MB', async ([name, megabytes]) => {
  const modules = await install(name)

  expect(await sizeOf(join(modules, name))).toBeGreaterThan(0)
  expect(await sizeOf(modules)).toBeLessThan(megabytes * MEGABYTE)
})

test('create-authkit-start comes alone', async () => {
  const installed = await readdir(dirname(dirname(inject('run').cli)))
  expect(installed.filter((name) => !name.startsWith('.'))).toEqual(['create-authkit-start'])
})

/** Installs a package in a folder of its own, where nothing runs and fills caches; its `node_modules`. */
async function install(name: PublishedPackage): Promise<string> {
  const { folder, environment, tarballs } = inject('run')
  const tarball = tarballs.find((packed) => packed.name === name)
  const cwd = join(folder, `size-of-${name}`)
  await mkdir(cwd)
  await writeFile(join(cwd, 'package.json'), '{ "private": true }\n')
  // The peers are the app's own: Vite, React and TanStack Start.
  await run('npm', ['install', '--legacy-peer-deps', tarball?.file ?? ''], { cwd, env: environment })
  return join(cwd, 'node_modules')
}

/** Bytes of all files below a folder. */
async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(join(file.parentPath, file.name))).size),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
