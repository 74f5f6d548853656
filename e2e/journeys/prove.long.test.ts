import { expect, inject, test } from 'vitest'
import { wiredApp } from '../harness/journey-apps.ts'
import { runAnyway } from '../harness/run.ts'

/** How an app of each host's add-on is served, as the proof says it. */
const hosts = [
  { addOn: 'nitro', server: 'node .output/server/index.mjs' },
  { addOn: 'cloudflare', server: 'vite preview' },
] as const

test.for(hosts)('a build for $addOn is proven through $server', async ({ addOn, server }) => {
  const { cli, environment } = inject('run')
  const app = await wiredApp({ addOns: [addOn] })

  const args = ['doctor', '--prove', '--json']
  const { stdout } = await runAnyway(cli, args, { cwd: app.folder, env: environment })

  expect(JSON.parse(stdout)).toMatchObject({
    proof: { status: 'proven', failure: null, server: expect.stringContaining(server) },
  })
})

test('a build for Netlify is said to run there alone', async () => {
  const { cli, environment } = inject('run')
  const app = await wiredApp({ addOns: ['netlify'] })

  const args = ['doctor', '--prove', '--json']
  const { stdout } = await runAnyway(cli, args, { cwd: app.folder, env: environment })

  expect(JSON.parse(stdout)).toMatchObject({ proof: { status: 'unsupported' } })
})
