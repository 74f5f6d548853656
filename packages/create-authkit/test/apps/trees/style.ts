import { type AppTree, filesOf } from '../app-tree.ts'
import { manifest } from '../compose.ts'

const BASE = [...filesOf({ name: '', covers: [] })].flatMap(([path, text]) =>
  typeof text === 'string' ? [[path, text] as const] : [],
)
const isCode = (path: string): boolean => path.endsWith('.ts') || path.endsWith('.tsx')

/** The small app with every source file written differently. */
function rewritten(write: (text: string) => string): Record<string, string> {
  return Object.fromEntries(BASE.filter(([path]) => isCode(path)).map(([path, text]) => [path, write(text)]))
}

/** Every file of the small app, written differently. */
function allRewritten(write: (text: string) => string): Record<string, string> {
  return Object.fromEntries(BASE.map(([path, text]) => [path, write(text)]))
}

const double = (text: string): string => text.replaceAll("'", '"')
const withSemicolons = (text: string): string =>
  text
    .split('\n')
    .map((line) =>
      /^(import|export const Route = createR|export const .*\)$|\}\)$)/.test(line) && !line.endsWith('{')
        ? `${line};`
        : line,
    )
    .map((line) => (line === '  )' || line === '  return createRouter({ routeTree })' ? `${line};` : line))
    .join('\n')
const tabs = (text: string): string =>
  text.replaceAll(/^( {2})+/gm, (spaces) => '\t'.repeat(spaces.length / 2))
const fourSpaces = (text: string): string => text.replaceAll(/^ +/gm, (spaces) => spaces.repeat(2))
const crlf = (text: string): string => text.replaceAll('\n', '\r\n')

const TSCONFIG = `{
  // Start's own settings
  "compilerOptions": {
    "target": "ES2022",
    "module": "ESNext",
    "moduleResolution": "bundler",
    "lib": ["ES2022", "DOM", "DOM.Iterable"],
    "types": ["vite/client"],
    "jsx": "react-jsx",
    "strict": true,
    "skipLibCheck": true,
    "noEmit": true, /* Vite emits */
OPTIONS
  },
  "include": ["src/**/*.ts", "src/**/*.tsx"]
}
`

function tsconfig(...options: string[]): { 'tsconfig.json': string } {
  return {
    'tsconfig.json': TSCONFIG.replace('OPTIONS', options.map((option) => `    ${option}`).join(',\n')),
  }
}

export const trees: readonly AppTree[] = [
  {
    name: 'double quotes and semicolons',
    covers: ['style: double quotes, semicolons'],
    files: rewritten((text) => withSemicolons(double(text))),
    expect: { contains: { 'src/start.ts': 'import { authkitMiddleware } from "virtual:authkit";' } },
  },
  {
    name: 'single quotes and semicolons',
    covers: ['style: single quotes, semicolons'],
    files: rewritten(withSemicolons),
    expect: { contains: { 'src/start.ts': "import { authkitMiddleware } from 'virtual:authkit';" } },
  },
  {
    name: 'double quotes without semicolons',
    covers: ['style: double quotes, no semicolons'],
    files: rewritten(double),
    expect: { contains: { 'src/start.ts': 'import { authkitMiddleware } from "virtual:authkit"\n' } },
  },
  {
    name: 'tabs',
    covers: ['style: tabs', 'style: package.json with tabs'],
    files: { ...rewritten(tabs), 'package.json': tabs(JSON.stringify(manifest({}), null, 2)) },
    expect: {
      contains: { 'src/start.ts': '\trequestMiddleware', 'package.json': '\t\t"vite-plugin-authkit-start"' },
    },
  },
  {
    name: 'four spaces',
    covers: ['style: indent of 4'],
    files: rewritten(fourSpaces),
    expect: { contains: { 'src/start.ts': '\n    requestMiddleware' } },
  },
  {
    name: 'package.json without a final newline',
    covers: ['style: package.json without final newline'],
    files: { 'package.json': JSON.stringify(manifest({}), null, 2) },
  },
  {
    name: 'package.json on one line',
    covers: ['style: package.json without final newline'],
    files: { 'package.json': JSON.stringify(manifest({})) },
  },
  {
    name: 'CRLF everywhere',
    covers: ['style: CRLF'],
    files: { ...allRewritten(crlf), '.env.local': 'A=1\r\nB=2\r\n', '.env.example': 'A=\r\n' },
    expect: {
      changes: { '.env.local': 'modify', '.env.example': 'modify' },
      contains: { 'src/start.ts': "'virtual:authkit'\r\n", '.env.local': 'B=2\r\n\r\n# WorkOS AuthKit\r\n' },
    },
  },
  {
    name: 'a byte order mark in every file',
    unprovable: { types: "a tool of Start's own does not read such a package.json" },
    covers: ['style: byte order mark'],
    files: allRewritten((text) => `\uFEFF${text}`),
    expect: { contains: { 'vite.config.ts': '\uFEFFimport', 'package.json': '\uFEFF{' } },
  },
  {
    name: 'tsconfig.json with comments and trailing commas',
    covers: [
      'style: tsconfig with comments',
      'style: tsconfig with trailing commas',
      'style: noUnusedLocals',
    ],
    files: tsconfig('"noUnusedLocals": true', '"noUnusedParameters": true,'),
  },
  {
    name: 'strict settings of the compiler',
    covers: ['style: verbatimModuleSyntax', 'style: exactOptionalPropertyTypes', 'style: noUnusedLocals'],
    files: tsconfig(
      '"verbatimModuleSyntax": true',
      '"exactOptionalPropertyTypes": true',
      '"noUncheckedIndexedAccess": true',
      '"noUnusedLocals": true',
      '"erasableSyntaxOnly": true',
      '"noPropertyAccessFromIndexSignature": true',
    ),
  },
  ...(['@/*', '~/*', '#/*'] as const).map((alias): AppTree => {
    const prefix = alias.slice(0, -1)
    return {
      name: `alias ${alias}`,
      covers: [`style: alias ${alias}`],
      files: {
        ...tsconfig(`"paths": { "${alias}": ["./src/*"] }`),
        'src/lib/logger.ts': `import { createMiddleware } from '@tanstack/react-start'

export const logger = createMiddleware().server(({ next }) => next())
`,
        'src/start.ts': `import { createStart } from '@tanstack/react-start'
import { logger } from '${prefix}lib/logger'

export const startInstance = createStart(() => ({ requestMiddleware: [logger] }))
`,
      },
      expect: { changes: { 'src/start.ts': 'modify' } },
    }
  }),
  {
    name: 'imports of package.json',
    covers: ['style: imports of package.json'],
    files: {
      'package.json': manifest({ imports: { '#lib/*': './src/lib/*' } }),
      'src/lib/logger.ts': 'export const logger = null\n',
    },
  },
  {
    name: 'tsconfig.json with references',
    covers: ['style: tsconfig with comments'],
    files: {
      'tsconfig.json': { files: [], references: [{ path: './tsconfig.app.json' }] },
      'tsconfig.app.json': TSCONFIG.replace('OPTIONS', '    "composite": true'),
    },
  },
  {
    name: 'files without a final newline',
    covers: ['style: single quotes'],
    files: { ...rewritten((text) => text.trimEnd()), '.gitignore': '*.local' },
  },
]
