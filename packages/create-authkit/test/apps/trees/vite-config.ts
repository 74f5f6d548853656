import type { AppTree, Expectation } from '../app-tree.ts'
import { manifest, scripts, viteConfig, viteConfigOf } from '../compose.ts'

/** A Vite config that is left to the user, with a part of the reason. */
function left(reason: string, path = 'vite.config.ts'): Expectation {
  return { manual: { [path]: reason } }
}

export const trees: readonly AppTree[] = [
  {
    name: 'a const',
    covers: ['Vite config: const config'],
    files: {
      'vite.config.ts': viteConfigOf(
        'const config = defineConfig({\n  plugins: [tanstackStart(), react()],\n})\n\nexport default config',
      ),
    },
  },
  {
    name: 'a callback with an object',
    covers: ['Vite config: callback'],
    files: {
      'vite.config.ts': viteConfigOf(`export default defineConfig(({ mode }) => ({
  define: { __MODE__: JSON.stringify(mode) },
  plugins: [tanstackStart(), react()],
}))`),
    },
  },
  {
    name: 'a callback with a block',
    covers: ['Vite config: callback'],
    files: {
      'vite.config.ts': viteConfigOf(
        `export default defineConfig(async ({ mode }) => {
  const env = loadEnv(mode, process.cwd(), '')
  return {
    server: { port: Number(env.PORT) || 3000 },
    plugins: [tanstackStart(), react()],
  }
})`,
        "import { loadEnv } from 'vite'",
      ),
    },
  },
  {
    name: 'a bare function',
    covers: ['Vite config: bare function'],
    files: {
      'vite.config.ts': viteConfigOf(`export default function config() {
  return { plugins: [tanstackStart(), react()] }
}`).replace("import { defineConfig } from 'vite'\n", ''),
    },
  },
  {
    name: 'a wrapper call around the config',
    covers: ['Vite config: wrapper call'],
    files: {
      'vite.config.ts': viteConfigOf(
        `const config = defineConfig({ plugins: [tanstackStart(), react()] })

export default withMetrics(config)`,
        "import { withMetrics } from 'vite-metrics'",
      ),
    },
    unprovable: { running: 'what the stand-in makes of the config is not to be seen' },
  },
  {
    name: 'vite.config.js in a TypeScript app',
    covers: ['Vite config: JavaScript config'],
    files: { 'vite.config.ts': null, 'vite.config.js': viteConfig() },
    expect: { changes: { 'vite.config.ts': null, 'vite.config.js': 'modify' } },
  },
  {
    name: 'filter(Boolean)',
    covers: ['Vite config: filter(Boolean)', 'Vite config: short-circuit element'],
    files: {
      'vite.config.ts': viteConfigOf(
        `export default defineConfig(({ command }) => ({
  plugins: [command === 'serve' && devtools(), tanstackStart(), react()].filter(Boolean),
}))`,
        "import { devtools } from '@tanstack/devtools-vite'",
      ),
    },
  },
  {
    name: 'as PluginOption[]',
    covers: ['Vite config: as PluginOption[]', 'Vite config: element with a type'],
    files: {
      'vite.config.ts': viteConfigOf(
        `export default defineConfig({
  plugins: [tailwindcss() as PluginOption, tanstackStart(), react()] as PluginOption[],
})`,
        "import tailwindcss from '@tailwindcss/vite'\nimport type { PluginOption } from 'vite'",
      ),
    },
  },
  {
    name: 'plugins in a const that is pushed to',
    covers: ['Vite config: plugins in a const'],
    files: {
      'vite.config.ts': viteConfigOf(
        `const plugins: PluginOption[] = [tanstackStart(), react()]
if (process.env.ANALYZE) plugins.push(visualizer())

export default defineConfig({ plugins })`,
        "import { visualizer } from 'rollup-plugin-visualizer'\nimport type { PluginOption } from 'vite'",
      ),
    },
  },
  {
    name: 'one list of plugins or another',
    covers: ['Vite config: conditional plugins'],
    files: {
      'vite.config.ts': viteConfigOf(`export default defineConfig({
  plugins: process.env.E2E ? [react()] : [tanstackStart(), react()],
})`),
    },
  },
  {
    name: 'no plugins',
    covers: ['Vite config: no plugins'],
    files: {
      'vite.config.ts':
        "import { defineConfig } from 'vite'\n\nexport default defineConfig({ server: { port: 3000 } })\n",
    },
    expect: left('no `plugins`'),
  },
  {
    name: 'elements that are there or not',
    covers: [
      'Vite config: spread conditional element',
      'Vite config: ternary element',
      'Vite config: inline plugin object',
      'Vite config: nitro',
    ],
    files: {
      'vite.config.ts': viteConfigOf(
        `export default defineConfig({
  plugins: [
    // Types are wrong upstream.
    ...(process.env.E2E ? [] : [nitro()]),
    process.env.DEBUG ? inspect() : null,
    { name: 'app:version', config: () => ({ define: { __VERSION__: '"1"' } }) },
    tanstackStart(),
    react(),
  ],
})`,
        "import { nitro } from 'nitro/vite'\nimport inspect from 'vite-plugin-inspect'",
      ),
    },
  },
  {
    name: 'Start is there or not',
    covers: ['Vite config: spread conditional element'],
    files: {
      'vite.config.ts': viteConfigOf(`export default defineConfig({
  plugins: [...(process.env.E2E ? [] : [tanstackStart()]), react()],
})`),
    },
  },
  {
    name: 'a spread of tanstackStart()',
    covers: ['Vite config: spread tanstackStart'],
    files: {
      'vite.config.ts': viteConfigOf(
        'export default defineConfig({ plugins: [...tanstackStart(), react()] })',
      ),
    },
    unprovable: { running: 'a stand-in has no elements to spread' },
  },
  {
    name: 'a second plugins key',
    covers: ['Vite config: second plugins key'],
    files: {
      'vite.config.ts': viteConfigOf(
        `export default defineConfig({
  build: { rollupOptions: { plugins: [visualizer()] } },
  worker: { plugins: () => [] },
  plugins: [
    tanstackStart(),
    react({ babel: { plugins: [['babel-plugin-react-compiler', { target: '19' }]] } }),
  ],
})`,
        "import { visualizer } from 'rollup-plugin-visualizer'",
      ),
    },
  },
  {
    name: 'Sentry comes last',
    covers: ['Vite config: Sentry last'],
    files: {
      'vite.config.ts': viteConfigOf(
        `export default defineConfig({
  plugins: [
    tanstackStart(),
    react(),
    // Sentry must be the last plugin
    sentryTanstackStart({ org: 'acme', project: 'web' }),
  ],
})`,
        "import { sentryTanstackStart } from '@sentry/tanstackstart-react/vite'",
      ),
    },
  },
  {
    name: 'Cloudflare comes first',
    covers: ['Vite config: cloudflare'],
    files: {
      'package.json': manifest({
        devDependencies: { '@cloudflare/vite-plugin': '^1.20.0', wrangler: '^4.60.0' },
      }),
      'wrangler.jsonc': '{ "name": "app", "main": "@tanstack/react-start/server-entry", }\n',
      'vite.config.ts': viteConfigOf(
        "export default defineConfig({\n  plugins: [cloudflare({ viteEnvironment: { name: 'ssr' } }), tanstackStart(), react()],\n})",
        "import { cloudflare } from '@cloudflare/vite-plugin'",
      ),
    },
  },
  {
    name: 'Netlify comes between',
    covers: ['Vite config: netlify'],
    files: {
      'vite.config.ts': viteConfigOf(
        'export default defineConfig({ plugins: [tanstackStart(), netlify(), react()] })',
        "import netlify from '@netlify/vite-plugin-tanstack-start'",
      ),
    },
  },
  {
    name: 'two configs, one for dev and one for the build',
    covers: ['Vite config: two configs'],
    files: {
      ...scripts({ dev: 'vite dev --port 3000', build: 'vite build --config vite.prod.config.ts' }),
      'vite.prod.config.ts': viteConfig(),
    },
    expect: { changes: { 'vite.prod.config.ts': 'modify' } },
  },
  {
    name: 'two configs that the scripts name',
    covers: ['Vite config: two configs'],
    files: {
      ...scripts({
        dev: 'vite dev --config ./vite.config.ts --port 3000',
        'build:cloudflare': 'vite build -c vite.cloudflare.config.ts',
        build: 'pnpm run build:cloudflare',
      }),
      'vite.cloudflare.config.ts': viteConfig(),
    },
    expect: { changes: { 'vite.cloudflare.config.ts': 'modify' } },
  },
  {
    name: 'a config for tests besides',
    covers: ['Vite config: two configs'],
    files: {
      ...scripts({
        dev: 'vite dev --port 3000',
        build: 'vite build',
        test: 'vitest run --config vitest.config.ts',
      }),
      'vitest.config.ts': "import { defineConfig } from 'vitest/config'\n\nexport default defineConfig({})\n",
    },
  },
  {
    name: 'rsbuild',
    covers: ['Vite config: rsbuild'],
    files: {
      'vite.config.ts': null,
      'rsbuild.config.ts': `import { pluginReact } from '@rsbuild/plugin-react'
import { tanstackStart } from '@tanstack/react-start/plugin/rsbuild'

export default { plugins: [pluginReact(), tanstackStart()] }
`,
    },
    expect: { refused: 'ERR_UNSUPPORTED_BUNDLER', help: 'Vite' },
  },
  {
    name: 'rsbuild, beside a Vite config for tests',
    covers: ['Vite config: rsbuild'],
    files: {
      ...scripts({ dev: 'rsbuild dev', build: 'rsbuild build', test: 'vitest' }),
      'vite.config.ts':
        "import { defineConfig } from 'vite'\n\nexport default defineConfig({ plugins: [] })\n",
      'rsbuild.config.ts':
        "import { tanstackStart } from '@tanstack/react-start/plugin/rsbuild'\n\nexport default { plugins: [tanstackStart()] }\n",
    },
    expect: { refused: 'ERR_UNSUPPORTED_BUNDLER', help: 'Vite' },
  },
  {
    name: 'Vite 7',
    covers: ['Vite config: Vite 7'],
    files: { 'package.json': manifest({ devDependencies: { vite: '^7.2.0' } }) },
    expect: { contains: { 'package.json': '"oxc-parser"' } },
  },
  {
    name: "Lovable's defineConfig",
    unprovable: { types: "Lovable's wrapper is not there" },
    covers: ['Vite config: lovable'],
    files: {
      'package.json': manifest({ devDependencies: { '@lovable.dev/vite-tanstack-config': '^2.0.0' } }),
      'vite.config.ts': `import { defineConfig } from '@lovable.dev/vite-tanstack-config'

export default defineConfig({
  tanstackStart: { server: { entry: 'server' } },
})
`,
    },
  },
  {
    name: "Lovable's defineConfig with another source folder",
    unprovable: { types: "Lovable's wrapper is not there" },
    covers: ['Vite config: lovable', 'layout: routesDirectory'],
    files: {
      ...scripts({ dev: 'vite dev', build: 'vite build' }),
      'vite.config.ts': `import { defineConfig } from '@lovable.dev/vite-tanstack-config'

export default defineConfig({
  tanstackStart: { start: { entry: 'begin' } },
  vite: { envDir: './env', plugins: [] },
})
`,
    },
    expect: {
      changes: {
        'src/start.ts': null,
        'src/begin.ts': 'create',
        '.env.local': null,
        '.env.example': null,
        'env/.env.local': 'create',
        'env/.env.example': 'create',
      },
      app: { port: 8080, portAssumed: false },
    },
  },
  {
    name: 'merged configs',
    covers: ['Vite config: wrapper call'],
    files: {
      'vite.config.ts': viteConfigOf(
        'export default mergeConfig(base, defineConfig({ plugins: [tanstackStart(), react()] }))',
        "import { mergeConfig } from 'vite'\nimport { base } from './vite.base'",
      ),
      'vite.base.ts': 'export const base = {}\n',
    },
  },
  {
    name: 'satisfies UserConfig',
    covers: ['Vite config: defineConfig(object)'],
    files: {
      'vite.config.ts': viteConfigOf(
        'export default { plugins: [tanstackStart(), react()] } satisfies UserConfig',
        "import type { UserConfig } from 'vite'",
      ),
    },
  },
  {
    name: 'tanstackStart() once for tests and once for the rest',
    covers: ['Vite config: conditional plugins'],
    files: {
      'vite.config.ts': viteConfigOf(`export default defineConfig({
  plugins: [process.env.SPA ? tanstackStart({ spa: { enabled: true } }) : tanstackStart(), react()],
})`),
    },
    expect: { notes: ['The usual folders are assumed'] },
  },
  {
    name: 'SPA mode',
    covers: ['Vite config: defineConfig(object)'],
    files: { 'vite.config.ts': viteConfig('{ spa: { enabled: true } }') },
    expect: { notes: ['SPA mode'] },
  },
]
