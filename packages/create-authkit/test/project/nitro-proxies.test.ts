import { expect, test } from 'vitest'

import { readViteConfig } from '../../src/project/vite-config.ts'

const NITRO = "import { nitro } from 'nitro/vite'\n"

test.each<[what: string, files: Record<string, string>, proxied: string[]]>([
  [
    'a rule of the plugin',
    {
      'vite.config.ts': `${NITRO}export default { plugins: [nitro({ routeRules: { '/api/**': { proxy: url } } })] }`,
    },
    ['/api/'],
  ],
  [
    "a rule in Vite's configuration",
    {
      'vite.config.ts':
        "export default { nitro: { routeRules: { '/api/auth/**': { redirect: '/login' } } } }",
    },
    ['/api/auth/'],
  ],
  [
    'a rule below `config`',
    {
      'vite.config.ts': `${NITRO}export default { plugins: [nitro({ config: { routeRules: { '/api/**': { proxy: url } } } })] }`,
    },
    ['/api/'],
  ],
  [
    'a rule in a file of its own, with parameters',
    {
      'vite.config.ts': 'export default {}',
      'nitro.config.ts':
        "import { defineConfig } from 'nitro'\nexport default defineConfig({ routeRules: { '/api/:version/*': { proxy: { to: 'https://a.example/**' } } } })",
    },
    ['/api/'],
  ],
  [
    'the file as an object under a name',
    {
      'vite.config.ts': 'export default {}',
      'nitro.config.mjs':
        "const config = { devProxy: { '/api': { target: 'http://localhost:8080' } } }\nexport default config",
    },
    ['/api'],
  ],
  [
    'what answers nothing: headers, caches, a proxy that is off',
    {
      'vite.config.ts': `${NITRO}export default { plugins: [nitro({ routeRules: {
        '/api/**': { headers: { 'x-a': 'b' }, cors: true }, '/auth/**': { proxy: false }, '/assets/**': { swr: 60 },
      } })] }`,
    },
    [],
  ],
  [
    'one path alone, and what leaves the first segment open',
    {
      'vite.config.ts': `${NITRO}export default { plugins: [nitro({ routeRules: {
        '/': { redirect: '/home' }, '/api/auth': { redirect: '/login' }, '/:lang/old/**': { redirect: '/' },
      } })] }`,
    },
    [],
  ],
  [
    'what is beside a proxy of the dev server',
    {
      'vite.config.ts': `${NITRO}export default {
        server: { proxy: { '/graphql': 'http://localhost:4000' } },
        plugins: [nitro({ routeRules: { '/api/**': { proxy: 'https://a.example/**' } } })],
      }`,
    },
    ['/graphql', '/api/'],
  ],
  [
    'rules that are made elsewhere',
    {
      'vite.config.ts': `${NITRO}import { routeRules } from './rules'\nexport default { plugins: [nitro({ routeRules })] }`,
    },
    [],
  ],
])('paths that Nitro hands on: %s', (_what, files, proxied) => {
  const read = (path: string): string | null => files[path] ?? null

  expect(readViteConfig('vite.config.ts', files['vite.config.ts'] ?? '', read).proxied).toEqual(proxied)
})
