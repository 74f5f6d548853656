import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'

import type { InlineConfig, ViteDevServer } from 'vite'
import { afterEach, describe, expect, test, vi } from 'vitest'

import type { AuthKitOptions } from '../../src/options.ts'
import { clientGuardBuild } from '../../src/plugins/client-guard/client-guard-build.ts'
import { clientGuardDev } from '../../src/plugins/client-guard/client-guard-dev.ts'
import { SERVER_FINGERPRINTS } from '../../src/plugins/client-guard/server-fingerprints.ts'
import { makeSmallApp, REPORTS, smallAppConfig, VITES, type Printed, type SmallApp } from './small-app.ts'

const source = (path: string): string => fileURLToPath(new URL(`../../src/${path}`, import.meta.url))

/** The packages as an app would find them: ours, and real ones from this workspace. */
const ALIASES = {
  'vite-plugin-authkit-start/session': source('runtime/session/index.ts'),
  jose: fileURLToPath(import.meta.resolve('jose')),
  'iron-webcrypto': fileURLToPath(import.meta.resolve('iron-webcrypto')),
  '@tanstack/react-start/server-only': fileURLToPath(
    import.meta.resolve('@tanstack/react-start/server-only'),
  ),
}

const MAIN = `import { show } from './page'

show(document.body)
`
const LEAKING = `import { render } from './render'
import { sessionEncryption } from 'vite-plugin-authkit-start/session'

export const show = (element) => render(element, sessionEncryption)
`
const RENDER = `export const render = (element, value) => element.append(String(value))\n`
const FILES = {
  'package.json': '{ "name": "small-app", "private": true, "type": "module" }',
  'src/main.ts': MAIN,
  'src/render.ts': RENDER,
}

let app: SmallApp
let server: ViteDevServer | undefined

afterEach(async () => {
  await server?.close()
  server = undefined
  await app.remove()
})

interface Prepared {
  config: InlineConfig
  printed: Printed[]
}

async function prepare(files: Record<string, string>, options?: AuthKitOptions): Promise<Prepared> {
  app = await makeSmallApp({ ...FILES, ...files })
  const { config, printed } = smallAppConfig(app, [clientGuardBuild, clientGuardDev, ...REPORTS], { options })
  const alias = Object.entries(ALIASES).map(([find, replacement]) => ({
    find: new RegExp(`^${find}$`),
    replacement,
  }))
  const build = {
    minify: false,
    lib: { entry: 'src/main.ts', formats: ['es' as const], fileName: 'main' },
    rollupOptions: { external: [/^@tanstack\/(?!react-start\/server-only)/, /^react/, /^node:/] },
  }
  return { config: { ...config, build, resolve: { alias } }, printed }
}

async function failureOf(vite: (typeof VITES)[number][1], { config }: Prepared): Promise<string | undefined> {
  return vite.build(config).then(
    () => undefined,
    (reason: unknown) => stripVTControlCharacters(reason instanceof Error ? reason.message : String(reason)),
  )
}

const finding = `AK020 server-code-in-client
\`src/page.ts\` brings the session toolkit into the browser.
at src/page.ts:2:1
  1 | import { render } from './render'
> 2 | import { sessionEncryption } from 'vite-plugin-authkit-start/session'
    | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  3 |
  4 | export const show = (element) => render(element, sessionEncryption)
trace:
  1. imports \`src/page.ts\` (src/main.ts:1:1)
  2. imports \``

describe.each(VITES)('a build with %s', (_name, vite) => {
  test('fails with the import and the chain that leads to it', async () => {
    const error = await failureOf(vite, await prepare({ 'src/page.ts': LEAKING }))
    expect(error).toContain('1 error in the app')
    expect(error).toContain(`error ${finding}`)
  })

  test('passes when the import is shaken out', async () => {
    const unused = LEAKING.replace('element, sessionEncryption', 'element, "nothing"')
    expect(await failureOf(vite, await prepare({ 'src/page.ts': unused }))).toBeUndefined()
  })

  test('follows dynamic imports', async () => {
    const lazy = `export const show = async (element) => element.append((await import('vite-plugin-authkit-start/session')).sessionEncryption)\n`
    const error = await failureOf(vite, await prepare({ 'src/page.ts': lazy }))
    expect(error).toContain('at src/page.ts:1:62')
  })

  test('finds the WorkOS SDK', async () => {
    const error = await failureOf(
      vite,
      await prepare({
        'src/page.ts': `import { WorkOS } from '@workos-inc/node'\nexport const show = (element) => element.append(new WorkOS('sk').key)\n`,
        'node_modules/@workos-inc/node/package.json':
          '{ "name": "@workos-inc/node", "main": "index.js", "type": "module" }',
        'node_modules/@workos-inc/node/index.js':
          'export class WorkOS { constructor(key) { this.key = key } }',
      }),
    )
    expect(error).toContain('`src/page.ts` brings the WorkOS SDK into the browser.')
    expect(error).toContain('2. imports `node_modules/@workos-inc/node/index.js` (src/page.ts:1:1)')
  })

  test('finds a copy in another package, in minified code too', async () => {
    const prepared = await prepare({
      'src/page.ts': `import { open } from 'bundled'\nexport const show = (element) => element.append(open(element.title))\n`,
      'node_modules/bundled/package.json': '{ "name": "bundled", "main": "index.js", "type": "module" }',
      'node_modules/bundled/index.js': `export const open = (seal) => { if (!seal) throw new Error("${SERVER_FINGERPRINTS[0]}"); return seal + globalThis.name }`,
    })
    prepared.config.build = { ...prepared.config.build, minify: true }
    const error = await failureOf(vite, prepared)
    expect(error).toContain('`src/page.ts` brings a copy of the session toolkit into the browser.')
    expect(error).toContain('at src/page.ts:1:1')
  })

  test('knows the fingerprints of a minified server, and finds none in what browsers get', async () => {
    const build = async (entry: string): Promise<string> => {
      const { config } = await prepare(
        { 'src/main.ts': `export * from ${JSON.stringify(source(entry))}\n` },
        { lint: false },
      )
      await vite.build({ ...config, build: { ...config.build, minify: true } })
      return readFile(join(app.root, 'dist/main.js'), 'utf8')
    }
    const server = await build('runtime/session/index.ts')
    expect(SERVER_FINGERPRINTS.filter((fingerprint) => !server.includes(fingerprint))).toStrictEqual([])
    await app.remove()
    const browser = await build('runtime/session/errors.ts')
    expect(SERVER_FINGERPRINTS.filter((fingerprint) => browser.includes(fingerprint))).toStrictEqual([])
  })

  test.each([
    {
      name: 'jose and iron-webcrypto that the app uses itself',
      page: `import { decodeJwt } from 'jose'\nimport { seal } from 'iron-webcrypto'\nexport const show = (jwt) => [decodeJwt(jwt), seal]\n`,
    },
    {
      name: 'types',
      page: `import type { Session } from 'vite-plugin-authkit-start/session'\nexport const show = (s: Session) => s\n`,
    },
  ])('passes with $name', async ({ page }) => {
    expect(await failureOf(vite, await prepare({ 'src/page.ts': page }))).toBeUndefined()
  })

  test.each<{ name: string; serverOnly: string[]; files: Record<string, string>; found: string }>([
    {
      name: 'a file by a pattern',
      serverOnly: ['src/server/**'],
      files: {
        'src/page.ts': `import { secret } from './server/db'\nexport const show = (element) => element.append(secret)\n`,
        'src/server/db.ts': `export const secret = String(globalThis.name)\n`,
      },
      found: 'at src/page.ts:1:1',
    },
    {
      name: 'a file that a barrel passes on',
      serverOnly: ['./src/server/db.ts'],
      files: {
        'src/page.ts': `import { secret } from './server'\nexport const show = (element) => element.append(secret)\n`,
        'src/server/index.ts': `export const other = 1\nexport * from './db'\n`,
        'src/server/db.ts': `export const secret = String(globalThis.name)\n`,
      },
      found: 'at src/server/index.ts:2:1',
    },
    {
      name: 'a package by its name',
      serverOnly: ['@my/db'],
      files: {
        'src/page.ts': `import { connect } from '@my/db'\nexport const show = (element) => element.append(connect())\n`,
        'node_modules/@my/db/package.json': '{ "name": "@my/db", "main": "index.js", "type": "module" }',
        'node_modules/@my/db/index.js': 'export const connect = () => globalThis.name',
      },
      found: 'at src/page.ts:1:1',
    },
    {
      name: 'jose, when the app says so',
      serverOnly: ['jose'],
      files: {
        'src/page.ts': `import { decodeJwt } from 'jose'\nexport const show = (jwt) => decodeJwt(jwt)\n`,
      },
      found: 'at src/page.ts:1:1',
    },
    {
      name: "a file with Start's own mark",
      serverOnly: [],
      files: {
        'src/page.ts': `import { secret } from './db'\nexport const show = (element) => element.append(secret)\n`,
        'src/db.ts': `import '@tanstack/react-start/server-only'\nexport const secret = String(globalThis.name)\n`,
      },
      found: 'at src/page.ts:1:1',
    },
  ])('fails for $name', async ({ serverOnly, files, found }) => {
    const error = await failureOf(vite, await prepare(files, { serverOnly }))
    expect(error).toContain('1 error in the app')
    expect(error).toContain('brings a module that the app keeps on the server into the browser.')
    expect(error).toContain(found)
  })

  test.each<{ name: string; serverOnly: string[]; files: Record<string, string> }>([
    {
      name: 'a file beside the pattern',
      serverOnly: ['src/server/*.ts'],
      files: {
        'src/page.ts': `import { title } from './server/public/title'\nexport const show = (e) => e.append(title)\n`,
        'src/server/public/title.ts': `export const title = String(globalThis.name)\n`,
      },
    },
    {
      name: "a package's own folder of that name",
      serverOnly: ['**/server/**'],
      files: {
        'src/page.ts': `import { title } from 'rsc-kit'\nexport const show = (e) => e.append(title)\n`,
        'node_modules/rsc-kit/package.json':
          '{ "name": "rsc-kit", "main": "server/index.js", "type": "module" }',
        'node_modules/rsc-kit/server/index.js': 'export const title = globalThis.name',
      },
    },
    {
      name: 'a package whose name begins the same',
      serverOnly: ['pg'],
      files: {
        'src/page.ts': `import { title } from 'pg-format'\nexport const show = (e) => e.append(title)\n`,
        'node_modules/pg-format/package.json':
          '{ "name": "pg-format", "main": "index.js", "type": "module" }',
        'node_modules/pg-format/index.js': 'export const title = globalThis.name',
      },
    },
    {
      name: 'a marked file of which nothing is used',
      serverOnly: ['src/server/**'],
      files: {
        'src/page.ts': `import { secret } from './server/db'\nexport const show = (e) => e.append('x')\n`,
        'src/server/db.ts': `export const secret = String(globalThis.name)\n`,
      },
    },
  ])('passes with $name', async ({ serverOnly, files }) => {
    expect(await failureOf(vite, await prepare(files, { serverOnly }))).toBeUndefined()
  })

  test('prints it and passes when it is a warning', async () => {
    const prepared = await prepare({ 'src/page.ts': LEAKING }, { lint: { rules: { AK020: 'warn' } } })
    expect(await failureOf(vite, prepared)).toBeUndefined()
    const warnings = prepared.printed.filter(({ level }) => level === 'warn')
    expect(warnings.map(({ text }) => stripVTControlCharacters(text)).join('\n')).toContain(`warn ${finding}`)
  })

  test.each<{ name: string; options: AuthKitOptions }>([
    { name: 'the rule is off', options: { lint: { rules: { 'server-code-in-client': 'off' } } } },
    { name: 'the checks are off', options: { lint: false } },
  ])('passes when $name', async ({ options }) => {
    expect(await failureOf(vite, await prepare({ 'src/page.ts': LEAKING }, options))).toBeUndefined()
  })

  test('leaves the bundle of a server alone', async () => {
    const prepared = await prepare({ 'src/page.ts': LEAKING })
    const { build, ...config } = prepared.config
    const ssr = { ...build, ssr: 'src/main.ts', lib: false as const }
    expect(await failureOf(vite, { ...prepared, config: { ...config, build: ssr } })).toBeUndefined()
  })
})

describe.each(VITES)('the dev server of %s', (_name, vite) => {
  test('warns once when the browser is given server code, and serves it', async () => {
    const { config, printed } = await prepare({ 'src/page.ts': LEAKING })
    const dev = await vite.createServer({ ...config, server: { middlewareMode: true, ws: false } })
    server = dev
    for (const path of [
      '/src/main.ts',
      '/src/page.ts',
      `/@fs${ALIASES['vite-plugin-authkit-start/session']}`,
    ]) {
      expect(await dev.environments.client.transformRequest(path)).not.toBeNull()
    }
    const warnings = (): string[] =>
      printed.filter(({ level }) => level === 'warn').map(({ text }) => stripVTControlCharacters(text))
    await vi.waitFor(() => expect(warnings().join('\n')).toContain(`warn ${finding}`), 10_000)
    expect(warnings()).toHaveLength(1)
  })
})
