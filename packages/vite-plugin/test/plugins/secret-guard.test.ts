import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

import type { InlineConfig, Plugin, ViteDevServer } from 'vite'
import { afterEach, describe, expect, test, vi } from 'vitest'

import type { AuthKitOptions } from '../../src/options.ts'
import { secretGuard } from '../../src/plugins/secrets/secret-guard.ts'
import { secretSearchBuild } from '../../src/plugins/secrets/secret-search-build.ts'
import { secretSearchDev } from '../../src/plugins/secrets/secret-search-dev.ts'
import { makeSmallApp, REPORTS, smallAppConfig, VITES, type Printed, type SmallApp } from './small-app.ts'

const KEY = 'sk_test_4eC39HqLyjWDarjtT1zdp7dc'
const PASSWORD = 'correct-horse-battery-staple-0123456789'
const ENV = { WORKOS_API_KEY: KEY, WORKOS_COOKIE_PASSWORD: PASSWORD }

const FILES = {
  'package.json': '{ "name": "small-app", "private": true, "type": "module" }',
  'src/main.ts': `import { show } from './page'\n\nshow(document.body)\n`,
  'src/page.ts': `export const show = (element) => element.append('hello')\n`,
}
const page = (expression: string): Record<string, string> => ({
  'src/page.ts': `// A page.\nexport const show = (element) => element.append(${expression})\n`,
})

let app: SmallApp
let server: ViteDevServer | undefined

afterEach(async () => {
  vi.unstubAllEnvs()
  await server?.close()
  server = undefined
  await app.remove()
})

interface Case {
  files?: Record<string, string>
  config?: InlineConfig
  env?: Record<string, string>
  options?: AuthKitOptions
  /** Variables of the process. */
  process?: Record<string, string>
  plugins?: Plugin[]
}

interface Prepared {
  config: InlineConfig
  printed: Printed[]
}

async function prepare(given: Case): Promise<Prepared> {
  for (const [name, value] of Object.entries(given.process ?? {})) vi.stubEnv(name, value)
  app = await makeSmallApp({ ...FILES, ...given.files })
  const { config, printed } = smallAppConfig(
    app,
    [secretGuard, secretSearchBuild, secretSearchDev, ...REPORTS],
    {
      options: given.options,
      env: given.env ?? ENV,
      plugins: given.plugins ?? [],
    },
  )
  const configFile = given.files?.['vite.config.ts'] === undefined ? false : join(app.root, 'vite.config.ts')
  return { config: { ...config, envDir: app.root, configFile, ...given.config }, printed }
}

async function failureOf(vite: (typeof VITES)[number][1], given: Case): Promise<string | undefined> {
  const { config, printed } = await prepare(given)
  const failure = await vite.build(config).then(
    () => undefined,
    (reason: unknown) => stripVTControlCharacters(reason instanceof Error ? reason.message : String(reason)),
  )
  const said = [failure, ...printed.map(({ text }) => text)].join('\n')
  expect(said).not.toContain(KEY)
  expect(said).not.toContain(PASSWORD)
  return failure
}

/** The lines `error AK021` of a failure, with the message and the place after each. */
function findings(failure: string | undefined): string[] {
  const lines = failure?.split('\n') ?? []
  return lines.flatMap((line, index) =>
    line.startsWith('error AK021') ? [`${lines[index + 1]} ${lines[index + 2]}`] : [],
  )
}

describe.each(VITES)('a build with %s', (_name, vite) => {
  test.each<Case & { name: string; found: string[] }>([
    {
      name: 'a variable in .env.local whose name gives it away',
      files: { '.env.local': `A=1\nVITE_WORKOS_API_KEY=${KEY}\n` },
      found: ['`VITE_WORKOS_API_KEY` is given to browsers: its name starts with `VITE_`. at .env.local:2:1'],
    },
    {
      name: 'one in the environment of the process',
      process: { VITE_WORKOS_COOKIE_PASSWORD: PASSWORD },
      found: [
        '`VITE_WORKOS_COOKIE_PASSWORD`, set in the environment of this process, is given to browsers: its name starts with `VITE_`. at vite.config.ts',
      ],
    },
    {
      name: 'one of a prefix of the app',
      files: { '.env': `PUBLIC_WORKOS_API_KEY=${KEY}` },
      config: { envPrefix: ['PUBLIC_'] },
      found: ['`PUBLIC_WORKOS_API_KEY` is given to browsers: its name starts with `PUBLIC_`. at .env:1:1'],
    },
    {
      name: 'the file of the mode, which wins',
      files: { '.env': `VITE_WORKOS_API_KEY=${KEY}`, '.env.production': `\nVITE_WORKOS_API_KEY=${KEY}` },
      found: [
        '`VITE_WORKOS_API_KEY` is given to browsers: its name starts with `VITE_`. at .env.production:2:1',
      ],
    },
    {
      name: 'a prefix that takes in the variables of WorkOS',
      files: { 'vite.config.ts': `export default {\n  envPrefix: 'WORKOS_',\n}\n` },
      config: { envPrefix: 'WORKOS_' },
      found: [
        '`envPrefix` "WORKOS_" gives `WORKOS_API_KEY`, `WORKOS_COOKIE_PASSWORD`, `WORKOS_PREVIOUS_COOKIE_PASSWORDS`, `WORKOS_CLIENT_SECRET`, `WORKOS_WEBHOOK_SECRET` and `WORKOS_ACTIONS_SECRET` to browsers. at vite.config.ts:2:3',
      ],
    },
    {
      name: 'a definition with the value',
      config: { define: { __KEY__: JSON.stringify(KEY) } },
      found: [
        '`define` writes `WORKOS_API_KEY` into the code in place of `__KEY__`, for browsers too. at vite.config.ts',
      ],
    },
    {
      name: 'a definition in the configuration file',
      files: {
        'vite.config.ts': `export default {\n  define: {\n    __KEY__: JSON.stringify(process.env.X),\n  },\n}\n`,
      },
      process: { X: KEY },
      found: [
        '`define` writes `WORKOS_API_KEY` into the code in place of `__KEY__`, for browsers too. at vite.config.ts:3:5',
      ],
    },
    {
      name: 'a definition of all variables',
      config: { define: { 'process.env': ENV } },
      found: [
        '`define` writes `WORKOS_API_KEY` into the code in place of `process.env`, for browsers too. at vite.config.ts',
      ],
    },
    {
      name: 'a definition under the name of a secret that is not set here',
      config: { define: { 'process.env.WORKOS_API_KEY': '"sk_x"' } },
      env: {},
      found: [
        '`define` writes `WORKOS_API_KEY` into the code in place of `process.env.WORKOS_API_KEY`, for browsers too. at vite.config.ts',
      ],
    },
    {
      name: 'source that reads one, set or not',
      files: page('import.meta.env.VITE_WORKOS_API_KEY'),
      found: [
        '`import.meta.env.VITE_WORKOS_API_KEY` is a secret, and whatever Vite puts there is given to browsers. at src/page.ts:2:49',
      ],
    },
    {
      name: 'a value in the source',
      files: page(`'${KEY}'`),
      found: ['The value of `WORKOS_API_KEY` is in `main.js`, a file for browsers. at src/page.ts:2:50'],
    },
    {
      name: 'one of several earlier passwords',
      files: page(`'${PASSWORD}'`),
      env: { WORKOS_PREVIOUS_COOKIE_PASSWORDS: JSON.stringify(['x'.repeat(32), PASSWORD]) },
      found: [
        'The value of `WORKOS_PREVIOUS_COOKIE_PASSWORDS` is in `main.js`, a file for browsers. at src/page.ts:2:50',
      ],
    },
    {
      name: 'a value that a plugin puts there',
      files: page(`'__PASSWORD__'`),
      plugins: [{ name: 'put', transform: (code) => code.replace('__PASSWORD__', PASSWORD) }],
      config: { build: { minify: true, lib: { entry: 'src/main.ts', formats: ['es'], fileName: 'main' } } },
      found: ['The value of `WORKOS_COOKIE_PASSWORD` is in `main.js`, a file for browsers. at src/page.ts'],
    },
    {
      name: 'one finding for one secret, when the cause is known',
      files: { ...page('__KEY__') },
      config: { define: { __KEY__: JSON.stringify(KEY) } },
      found: [
        '`define` writes `WORKOS_API_KEY` into the code in place of `__KEY__`, for browsers too. at vite.config.ts',
      ],
    },
  ])('fails for $name', async ({ found, ...given }) => {
    expect(findings(await failureOf(vite, given))).toStrictEqual(found)
  })

  test.each<Case & { name: string }>([
    {
      name: 'variables that are no secrets',
      files: { '.env': 'VITE_WORKOS_CLIENT_ID=client_01HXYZ\nVITE_TITLE=x' },
    },
    { name: 'secrets under their own names', files: { '.env.local': `WORKOS_API_KEY=${KEY}` } },
    { name: 'an exposed name without a value', files: { '.env': 'VITE_WORKOS_API_KEY=' } },
    {
      name: 'a definition that keeps a secret away',
      config: { define: { 'process.env.WORKOS_API_KEY': 'undefined' } },
    },
    { name: 'an empty definition', config: { define: { 'process.env.WORKOS_API_KEY': '""' } } },
    { name: 'an unexposed name that is read', files: page('import.meta.env.WORKOS_API_KEY') },
    {
      name: 'a value that is too short to tell',
      files: page(`'sk_test_local'`),
      env: { WORKOS_API_KEY: 'sk_test_local' },
    },
    { name: 'another key', files: page(`'sk_test_ofSomebodyElse00000000'`) },
  ])('passes with $name', async (given) => {
    expect(await failureOf(vite, given)).toBeUndefined()
  })

  test('searches the client alone', async () => {
    const files = page(`'${KEY}'`)
    expect(await failureOf(vite, { files, config: { build: { ssr: 'src/main.ts' } } })).toBeUndefined()
  })

  test('prints it and passes when it is a warning', async () => {
    const options = { lint: { rules: { 'secret-in-client': 'warn' as const } } }
    const { config, printed } = await prepare({ files: page(`'${KEY}'`), options })
    await vite.build(config)
    const warnings = printed.filter(({ level }) => level === 'warn').map(({ text }) => text)
    expect(warnings.join('\n')).toContain('AK021')
    expect(warnings.join('\n')).not.toContain(KEY)
    expect(await readFile(join(app.root, 'dist/main.js'), 'utf8')).toContain(KEY)
  })

  test.each<{ name: string; options: AuthKitOptions }>([
    { name: 'the rule is off', options: { lint: { rules: { AK021: 'off' } } } },
    { name: 'the checks are off', options: { lint: false } },
  ])('passes when $name', async ({ options }) => {
    expect(await failureOf(vite, { files: page(`'${KEY}'`), options })).toBeUndefined()
  })
})

describe.each(VITES)('the dev server of %s', (_name, vite) => {
  async function serve(given: Case): Promise<{ dev: ViteDevServer; printed: Printed[] }> {
    const { config, printed } = await prepare(given)
    const dev = await vite.createServer({ ...config, server: { middlewareMode: true, ws: false } })
    server = dev
    await vi.waitFor(() => {
      expect(Object.values(dev.watcher.getWatched()).flat()).toContain('page.ts')
    }, 10_000)
    return { dev, printed }
  }
  const texts = (printed: Printed[]): string =>
    printed.map(({ text }) => stripVTControlCharacters(text)).join('\n')

  test('prints at the start what the configuration exposes, without the value', async () => {
    const { printed } = await serve({ files: { '.env.local': `VITE_WORKOS_API_KEY=${KEY}` } })
    await vi.waitFor(() => expect(texts(printed)).toContain('at .env.local:1:1'), 10_000)
    expect(texts(printed)).toContain('> 1 | VITE_WORKOS_API_KEY=…')
    expect(texts(printed)).not.toContain(KEY)
  })

  test('is content when the variable is taken out of its file, though the process still has it', async () => {
    const { printed } = await serve({ files: { '.env.local': `VITE_WORKOS_API_KEY=${KEY}` } })
    await vi.waitFor(() => expect(texts(printed)).toContain('at .env.local:1:1'), 10_000)
    await server?.close()
    await app.remove()
    // As Start leaves it.
    const again = await serve({
      process: { VITE_WORKOS_API_KEY: KEY },
      files: page('import.meta.env.VITE_WORKOS_COOKIE_PASSWORD'),
    })
    await again.dev.environments.client.transformRequest('/src/page.ts')
    await vi.waitFor(() => expect(texts(again.printed)).toContain('at src/page.ts:2:49'), 10_000)
    expect(again.printed).toHaveLength(1)
  })

  test('prints what a module reads when it is served, and that it is fixed', async () => {
    const { dev, printed } = await serve({ files: page('import.meta.env.VITE_WORKOS_API_KEY') })
    await dev.environments.client.transformRequest('/src/page.ts')
    await vi.waitFor(() => expect(texts(printed)).toContain('at src/page.ts:2:49'), 10_000)
    await app.write('src/page.ts', FILES['src/page.ts'])
    await vi.waitFor(() => expect(texts(printed)).toContain('fixed src/page.ts AK021'), 10_000)
  })

  test('prints a value that a browser is given, masked', async () => {
    const { dev, printed } = await serve({ files: page(`'${KEY}'`) })
    await dev.environments['ssr']?.transformRequest('/src/page.ts')
    expect(printed).toStrictEqual([])
    await dev.environments.client.transformRequest('/src/page.ts')
    await vi.waitFor(() => expect(texts(printed)).toContain('at src/page.ts:2:50'), 10_000)
    expect(texts(printed)).toContain(`append('${'•'.repeat(KEY.length)}')`)
    expect(texts(printed)).not.toContain(KEY)
  })
})
