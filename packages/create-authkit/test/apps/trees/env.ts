import type { AppTree } from '../app-tree.ts'
import { manifest, scripts, viteConfig } from '../compose.ts'

const KEYS = ['--client-id', 'client_123', '--api-key', 'sk_test_123']
const CLOUDFLARE = manifest({
  devDependencies: { '@cloudflare/vite-plugin': '^1.20.0', wrangler: '^4.60.0' },
})
const PASSWORD = 'WORKOS_COOKIE_PASSWORD='

/** A port that is told by the dev script, or assumed. */
function port(name: string, covers: AppTree['covers'], dev: string, value: number, note?: string): AppTree {
  return {
    name,
    covers,
    files: scripts({ dev, build: 'vite build' }),
    args: KEYS,
    expect: {
      app: { port: value, portAssumed: note !== undefined },
      contains: { '.env.local': `WORKOS_REDIRECT_URI=http://localhost:${value}/api/auth/callback` },
      notes: note === undefined ? [] : [note],
    },
  }
}

export const trees: readonly AppTree[] = [
  {
    name: 'an example that is committed',
    covers: ['env: .env.example committed'],
    files: { '.env.example': '# Database\nDATABASE_URL=postgres://localhost/app # local\n' },
    git: { tracked: ['.env.example'] },
    expect: {
      changes: { '.env.example': 'modify' },
      contains: { '.env.example': '# Database\nDATABASE_URL=' },
    },
  },
  {
    name: 'an example that git ignores',
    covers: ['env: .env.example ignored'],
    files: { '.gitignore': 'node_modules\n.env*\n' },
    git: {},
  },
  {
    name: 'an example under another name',
    covers: ['env: .env.example committed'],
    files: { '.env.local.example': 'DATABASE_URL=\n' },
    expect: { changes: { '.env.example': null, '.env.local.example': 'modify' } },
  },
  {
    name: '.env alone, and git carries it',
    covers: ['env: .env not ignored', 'env: .env.local not ignored'],
    files: { '.env': 'VITE_TITLE=App\n', '.gitignore': 'node_modules\n' },
    git: { tracked: ['.env'] },
    expect: { changes: { '.gitignore': 'modify' }, contains: { '.gitignore': 'node_modules\n.env.local\n' } },
  },
  {
    name: 'no .gitignore',
    covers: ['env: .env.local not ignored'],
    files: { '.gitignore': null },
    git: {},
    expect: { changes: { '.gitignore': 'create' } },
  },
  {
    name: 'a repository whose top ignores it',
    covers: ['env: .env.local not ignored'],
    folder: 'apps/web',
    files: { '.gitignore': null },
    around: { '.gitignore': '.env.*\n!.env.example\n' },
    git: {},
  },
  {
    name: '.env.local that git carries',
    covers: ['env: .env.local tracked'],
    files: { '.env.local': 'DATABASE_URL=postgres://localhost/app\n' },
    git: { tracked: ['.env.local'] },
    expect: { manual: { '.env.local': 'git rm --cached .env.local' } },
  },
  {
    name: '.dev.vars of a Worker',
    covers: ['env: .dev.vars'],
    files: {
      'package.json': CLOUDFLARE,
      'vite.config.ts': viteConfig()
        .replace('plugins: [', 'plugins: [cloudflare(), ')
        .replace('export default', "import { cloudflare } from '@cloudflare/vite-plugin'\n\nexport default"),
      '.dev.vars': 'DATABASE_URL=postgres://localhost/app\n',
      '.gitignore': '.dev.vars\n*.local\n',
    },
    git: {},
    expect: {
      changes: { '.env.local': null, '.dev.vars': 'modify' },
      contains: { '.dev.vars': `DATABASE_URL=postgres://localhost/app\n\n# WorkOS AuthKit\n${PASSWORD}` },
    },
  },
  {
    name: '.dev.vars that git does not ignore',
    covers: ['env: .dev.vars', 'env: .env not ignored'],
    files: { 'package.json': CLOUDFLARE, '.dev.vars': 'A=1\n', '.gitignore': '*.local\n' },
    git: {},
    expect: { changes: { '.env.local': null, '.dev.vars': 'modify', '.gitignore': 'modify' } },
  },
  {
    name: 'a Worker without .dev.vars',
    covers: ['env: .dev.vars'],
    files: { 'package.json': CLOUDFLARE },
  },
  {
    name: '.dev.vars of an app that is no Worker any more',
    covers: ['env: .dev.vars'],
    files: { '.dev.vars': 'A=1\n' },
  },
  {
    name: 'an encrypted .env that git carries',
    covers: ['env: dotenvx', 'env: port behind dotenvx'],
    files: {
      ...scripts({ dev: 'dotenvx run -- vite dev --port 3100', build: 'vite build' }),
      '.env': 'DOTENV_PUBLIC_KEY="03"\nDATABASE_URL="encrypted:BD"\n',
    },
    git: { tracked: ['.env'] },
    expect: { app: { port: 3100, portAssumed: false } },
  },
  {
    name: 'an encrypted .env.local',
    covers: ['env: dotenvx'],
    files: { '.env.local': 'DOTENV_PUBLIC_KEY_LOCAL="03"\nDATABASE_URL="encrypted:BD"\n' },
    expect: { manual: { '.env.local': 'is encrypted' } },
  },
  {
    name: 'a link to the file of the workspace',
    covers: ['env: envDir', 'layout: npm workspace'],
    folder: 'apps/web',
    around: { 'package.json': { name: 'repo', workspaces: ['apps/*'] }, '.env.local': 'A=1\n' },
    links: { '.env.local': '../../.env.local' },
    expect: { manual: { '.env.local': 'is a link to ../../.env.local, outside of the app' } },
  },
  {
    name: 'a link inside the app',
    covers: ['env: envDir'],
    files: { 'config/env': 'A=1\n' },
    links: { '.env.local': 'config/env' },
    expect: { changes: { '.env.local': 'modify' } },
  },
  {
    name: 'odd lines',
    covers: ['env: key without =', 'env: key twice', 'env: inline comment', 'env: multi-line value'],
    files: {
      '.env.local': `# mine
FLAG
export A=1 # one
A=2
B = 'two words'
KEY="-----BEGIN KEY-----
abc=
-----END KEY-----"
EMPTY=`,
    },
    expect: {
      changes: { '.env.local': 'modify' },
      contains: { '.env.local': 'EMPTY=\n\n# WorkOS AuthKit\n' },
    },
  },
  {
    name: 'a file that is not UTF-8',
    covers: ['env: inline comment'],
    files: { '.env.local': Buffer.from('CITY=Z\u00FCrich\n', 'latin1') },
    expect: { manual: { '.env.local': 'not written in UTF-8' } },
  },
  {
    name: 'a file that PowerShell has written',
    covers: ['env: inline comment'],
    files: { '.env.local': Buffer.from('\uFEFFA=1\r\n', 'utf16le') },
    expect: { manual: { '.env.local': 'not written in UTF-8' } },
  },
  {
    name: 'CRLF',
    covers: ['env: CRLF env'],
    files: { '.env.local': 'A=1\r\nWORKOS_API_KEY=sk_live_mine\r\n' },
    args: KEYS,
    expect: {
      changes: { '.env.local': 'modify' },
      contains: { '.env.local': ['WORKOS_API_KEY=sk_live_mine\r\n\r\n', 'WORKOS_CLIENT_ID=client_123\r\n'] },
    },
  },
  {
    name: 'an open quote at the end',
    covers: ['env: multi-line value'],
    files: { '.env.local': 'A="one\ntwo\n' },
    expect: { changes: { '.env.local': 'modify' } },
  },
  {
    name: 'a mode of its own',
    covers: ['env: .env.example committed'],
    files: { '.env.local': 'A=1\n' },
    modes: { '.env.local': 0o640, 'vite.config.ts': 0o755 },
    expect: { changes: { '.env.local': 'modify' } },
  },
  {
    name: 'envDir',
    covers: ['env: envDir'],
    files: { 'vite.config.ts': viteConfig('', "envDir: './env'"), 'env/.env': 'VITE_TITLE=App\n' },
    expect: {
      changes: {
        '.env.local': null,
        '.env.example': null,
        'env/.env.local': 'create',
        'env/.env.example': 'create',
      },
    },
  },
  {
    name: 'envDir above the app',
    covers: ['env: envDir', 'layout: npm workspace'],
    folder: 'apps/web',
    files: { 'vite.config.ts': viteConfig('', "envDir: '../..'") },
    around: { 'package.json': { name: 'repo', workspaces: ['apps/*'] }, '.env': 'A=1\n' },
    expect: {},
  },
  {
    name: 'envDir that can not be read',
    covers: ['env: envDir'],
    files: { 'vite.config.ts': viteConfig('', 'envDir: process.env.ENV_DIR') },
    expect: { notes: ['envDir'] },
  },
  {
    name: 't3-env',
    covers: ['env: t3-env'],
    files: {
      'package.json': manifest({ dependencies: { '@t3-oss/env-core': '^0.13.0', zod: '^4.0.0' } }),
      'src/env.ts': `import { createEnv } from '@t3-oss/env-core'
import { z } from 'zod'

export const env = createEnv({
  server: { DATABASE_URL: z.string().url().optional() },
  clientPrefix: 'VITE_',
  client: {},
  runtimeEnv: process.env,
})
`,
    },
    expect: { notes: ['src/env.ts'] },
  },
  {
    name: 'an env module of its own',
    covers: ['env: own env module'],
    files: {
      'package.json': manifest({ dependencies: { zod: '^4.0.0' } }),
      'src/lib/env.ts':
        "import { z } from 'zod'\n\nexport const env = z.object({ DATABASE_URL: z.string() }).parse(process.env)\n",
    },
  },
  {
    name: 'keys of an account',
    covers: ['env: .env.example committed'],
    args: KEYS,
    expect: {
      contains: { '.env.local': ['WORKOS_CLIENT_ID=client_123\n', 'WORKOS_API_KEY=sk_test_123\n', PASSWORD] },
    },
  },
  {
    name: 'a base path',
    covers: ['env: port in the Vite config'],
    args: KEYS,
    files: { 'vite.config.ts': viteConfig('', "base: '/app/'") },
    expect: { contains: { '.env.local': 'WORKOS_REDIRECT_URI=http://localhost:3000/app/api/auth/callback' } },
  },
  {
    name: 'a base path that can not be read',
    covers: ['env: port in the Vite config'],
    args: KEYS,
    files: { 'vite.config.ts': viteConfig('', 'base: process.env.BASE') },
    expect: { notes: ['base'] },
  },
  {
    name: 'a port in the Vite config',
    covers: ['env: port in the Vite config'],
    files: {
      ...scripts({ dev: 'vite dev', build: 'vite build' }),
      'vite.config.ts': viteConfig('', 'server: { port: 4321, strictPort: true }'),
    },
    expect: { app: { port: 4321, portAssumed: false } },
  },
  {
    name: 'a port of the environment, with a default',
    covers: ['env: port in the Vite config'],
    files: {
      ...scripts({ dev: 'vite', build: 'vite build' }),
      'vite.config.ts': viteConfig('', 'server: { port: Number(process.env.PORT ?? 4000) }'),
    },
    expect: { app: { port: 4000, portAssumed: true }, notes: ['4000'] },
  },
  port('--port=', ['env: port in the script'], 'vite dev --port=4000', 4000),
  port(
    'the script sets more before',
    ['env: port in the script'],
    'NODE_ENV=development vite dev --host --port 4000',
    4000,
  ),
  port('in a script that dev runs', ['env: port in the script'], 'pnpm run dev:web', 5173, '5173'),
  port(
    'beside another server',
    ['env: port in the script'],
    'concurrently "convex dev" "vite dev --port 3001"',
    3001,
  ),
  port('infisical', ['env: port behind infisical'], 'infisical run --env=dev -- vite dev --port 3333', 3333),
  port('dotenvx', ['env: port behind dotenvx'], 'dotenvx run -f .env.local -- vite dev --port 3334', 3334),
  port('portless', ['env: port behind portless'], 'portless web vite dev', 5173, 'portless'),
  port("bun's own runtime", ['env: port unset'], 'bunx --bun vite dev', 5173, "Vite's default"),
  port('no port', ['env: port unset'], 'vite', 5173, "Vite's default"),
  {
    name: 'the port is in the script that dev runs',
    covers: ['env: port in the script'],
    files: scripts({ dev: 'run-p dev:*', 'dev:web': 'vite dev --port 3456', 'dev:db': 'docker compose up' }),
    expect: { app: { port: 3456, portAssumed: false } },
  },
  {
    name: 'a port of the shell, with a default',
    covers: ['env: port in the script'],
    files: scripts({ dev: 'vite dev --port ${PORT:-3210}' }),
    expect: { app: { port: 3210, portAssumed: true }, notes: ['3210'] },
  },
]
