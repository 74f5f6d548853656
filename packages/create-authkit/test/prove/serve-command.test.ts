import { join } from 'node:path'

import { expect, test } from 'vitest'

import { readProject } from '../../src/project/read-project.ts'
import { serveCommand } from '../../src/prove/serve-command.ts'
import { writeTree } from '../file-tree.ts'
import { linkPackages, START_APP, startApp } from '../start-app.ts'

function manifestWith(scripts: Record<string, string>): string {
  return JSON.stringify({ ...(JSON.parse(START_APP['package.json']) as object), scripts })
}

test.each([
  { start: 'node .output/server/index.mjs', shown: 'pnpm start' },
  { start: 'NODE_ENV=production node server.js', shown: 'pnpm start' },
  { start: 'vite preview --port 4000', shown: 'pnpm start' },
  { start: 'srvx serve --prod', shown: 'pnpm start' },
  { start: 'vite', shown: 'vite preview --port 4321 --strictPort' },
  { start: 'vite dev --port 3000', shown: 'vite preview --port 4321 --strictPort' },
  { start: 'vite --host', shown: 'vite preview --port 4321 --strictPort' },
  { start: 'dotenv -- vite dev', shown: 'vite preview --port 4321 --strictPort' },
])('with the start script `$start` it is `$shown`', async ({ start, shown }) => {
  const root = startApp({ 'package.json': manifestWith({ start }) })
  linkPackages(root, ['vite'])

  expect(serveCommand(await readProject(root), 4321)?.shown).toBe(shown)
})

test('without one, it is the server that Nitro has built', async () => {
  const root = startApp({ '.output/server/index.mjs': '' })
  linkPackages(root, ['vite'])

  expect(serveCommand(await readProject(root), 4321)).toMatchObject({
    command: process.execPath,
    args: ['.output/server/index.mjs'],
  })
})

test('it is wrangler with the variables where Nitro has built a Worker, and nothing without wrangler', async () => {
  const build = { '.output/server/index.mjs': '', '.output/nitro.json': '{ "preset": "cloudflare-module" }' }
  const root = startApp(build)
  linkPackages(root, ['vite'])
  expect(serveCommand(await readProject(root), 4321)).toBeNull()

  writeTree(root, {
    'node_modules/wrangler/package.json':
      '{ "version": "4.60.0", "bin": { "wrangler": "./bin/wrangler.js" } }',
  })

  expect(serveCommand(await readProject(root), 4321, { WORKOS_API_PORT: '1', B: 'http://c' })).toMatchObject({
    command: process.execPath,
    args: [
      join(root, 'node_modules/wrangler/bin/wrangler.js'),
      'dev',
      '--port',
      '4321',
      '--var',
      'WORKOS_API_PORT:1',
      '--var',
      'B:http://c',
    ],
    shown: 'wrangler dev --port 4321',
  })
})

test('without Vite there is none', async () => {
  expect(serveCommand(await readProject(startApp()), 4321)).toBeNull()
})
