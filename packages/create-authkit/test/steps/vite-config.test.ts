import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { makeApp, PACKAGE_JSON } from '../project/make-app.ts'
import { changeOf, planApp, textOf, WORKOS, write } from './plan-app.ts'

beforeEach(() => {
  vi.stubEnv('npm_config_user_agent', undefined)
})

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('what another module of the app holds is changed there', () => {
  const PLUGINS = `import { tanstackStart } from '@tanstack/react-start/plugin/vite'

export const plugins = [tanstackStart({ srcDirectory: 'src' })]
`

  test('a list of plugins', async () => {
    const root = makeApp({
      'vite.config.ts': "import { plugins } from './build/plugins'\n\nexport default { plugins }\n",
      'build/plugins.ts': PLUGINS,
    })
    const changes = await planApp(root)
    expect(textOf(changes, 'build/plugins.ts')).toContain('[authkit(), tanstackStart(')
    expect(changes.map(({ path }) => path)).not.toContain('vite.config.ts')
    write(root, changes)
    expect((await planApp(root)).map(({ kind }) => kind)).not.toContain('modify')
  })

  test('by the alias of tsconfig.json, one after the other', async () => {
    const root = makeApp({
      'tsconfig.json': { compilerOptions: { paths: { '~build/*': ['./build/*'] } }, include: ['**/*.ts'] },
      'vite.config.ts': "export { default } from '~build/vite'\n",
      'build/vite.ts': "import { plugins } from './plugins'\n\nexport default { plugins }\n",
      'build/plugins.ts': PLUGINS,
    })
    expect(textOf(await planApp(root), 'build/plugins.ts')).toContain('[authkit(), tanstackStart(')
  })

  test.each([
    ['a package', '@acme/plugins', {}],
    ['a module that is not there', './plugins', {}],
    ['a module of another shape', './plugins', { 'plugins.ts': 'export const plugins = load()\n' }],
    ['a module outside the app', '../plugins', {}],
    ['a circle', './vite.config', {}],
  ])('but not %s', async (_name, module, files) => {
    const root = makeApp({
      'vite.config.ts': `import { plugins } from '${module}'\n\nexport default { plugins }\n`,
      ...files,
    })
    expect(changeOf(await planApp(root), 'vite.config.ts')).toMatchObject({
      kind: 'manual',
      why: `vite.config.ts:3:18: \`plugins\` comes from ${module}`,
    })
  })

  test('one module that two configurations take from is changed once', async () => {
    const config = "import { plugins } from './plugins'\n\nexport default { plugins }\n"
    const root = makeApp({
      'package.json': {
        ...PACKAGE_JSON,
        scripts: { dev: 'vite dev --config vite.dev.ts', build: 'vite build --config vite.prod.ts' },
      },
      'vite.dev.ts': config,
      'vite.prod.ts': config,
      'plugins.ts': PLUGINS,
    })
    expect((await planApp(root)).filter(({ path }) => path === 'plugins.ts')).toHaveLength(1)
  })
})

test('a preset that brings Start is given the plugin, and its own port is known', async () => {
  const root = makeApp({
    'package.json': { ...PACKAGE_JSON, scripts: { dev: 'vite dev' } },
    'vite.config.ts': `import { defineConfig } from '@lovable.dev/vite-tanstack-config'

export default defineConfig({ tanstackStart: { srcDirectory: 'app' } })
`,
    'app/router.tsx': '',
    'app/routes/__root.tsx': '',
  })
  const changes = await planApp(root, WORKOS)
  expect(textOf(changes, 'vite.config.ts')).toContain('plugins: [authkit()]')
  expect(changeOf(changes, 'app/start.ts').kind).toBe('create')
  expect(textOf(changes, '.env.local')).toContain('http://localhost:8080/api/auth/callback')
})
