import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { createBuilder, createServer, type Plugin } from 'vite'
import { describe, expect, test, vi } from 'vitest'

import { FIXTURE_ROOT, fixtureConfig } from '../app/fixture-app.ts'

/** What a build put out and what it was made of, all environments together. */
interface Built {
  moduleIds: string[]
  code: string
  buildConfig: string[]
}

async function build(): Promise<Built> {
  const outDir = await mkdtemp(join(FIXTURE_ROOT, 'dist-'))
  const built: Built = { moduleIds: [], code: '', buildConfig: [] }
  const record: Plugin = {
    name: 'record',
    sharedDuringBuild: true,
    moduleParsed({ id, code }) {
      if (id.includes('virtual:authkit/config')) built.buildConfig.push(code ?? '')
    },
    generateBundle(_, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type === 'asset') built.code += String(output.source)
        else {
          built.code += output.code
          built.moduleIds.push(...output.moduleIds)
        }
      }
    },
  }
  const config = fixtureConfig({ emulator: true })
  try {
    const builder = await createBuilder({
      ...config,
      plugins: [config.plugins, record],
      environments: {
        client: { build: { outDir: join(outDir, 'client') } },
        ssr: { build: { outDir: join(outDir, 'server') } },
      },
    })
    await builder.buildApp()
    return built
  } finally {
    await rm(outDir, { recursive: true, force: true })
  }
}

describe('a production build with emulator: true', () => {
  test('has no trace of the local AuthKit', { timeout: 60_000 }, async () => {
    const { moduleIds, code, buildConfig } = await build()
    // It is the app's build, runtime included, that was looked at.
    expect(moduleIds.some((id) => id.includes('/runtime/start/'))).toBe(true)
    expect(code.includes('ERR_LOCAL_AUTHKIT_IN_PRODUCTION')).toBe(true)

    expect(moduleIds.filter((id) => id.includes('/emulator/') || id.includes('/plugins/'))).toStrictEqual([])
    const traces = ['user_local_', 'Andersson', 'organization_membership_not_found', 'no account needed']
    expect(traces.filter((trace) => code.includes(trace))).toStrictEqual([])
    expect(buildConfig.length).toBeGreaterThan(0)
    for (const text of buildConfig) expect(text).toContain('"localAuthKit":null')
  })
})

describe('dev with the whole plugin', () => {
  test('tells the runtime of every environment where the local AuthKit is', { timeout: 30_000 }, async () => {
    for (const name of ['WORKOS_CLIENT_ID', 'WORKOS_API_KEY', 'WORKOS_COOKIE_PASSWORD'])
      vi.stubEnv(name, undefined)
    const server = await createServer({ ...fixtureConfig(), server: { port: 0, ws: false } })
    try {
      await server.listen()
      const address = server.httpServer?.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      const environments = [server.environments.client, server.environments.ssr]
      const modules = await Promise.all(
        environments.map((environment) => environment?.transformRequest('virtual:authkit/config')),
      )
      for (const module of modules) expect(module?.code).toContain(`http://localhost:${port}/__authkit`)
      expect((await fetch(`http://localhost:${port}/__authkit/sso/jwks/client_local`)).status).toBe(200)
    } finally {
      await server.close()
      vi.unstubAllEnvs()
    }
  })
})
