import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeApp } from '../project/make-app.ts'
import { changeOf, planApp, textOf, write } from './plan-app.ts'

beforeEach(() => {
  vi.stubEnv('npm_config_user_agent', undefined)
})

afterEach(() => {
  vi.unstubAllEnvs()
})

test('an empty file is filled', async () => {
  const changes = await planApp(makeApp({ 'src/start.ts': '\n' }))
  expect(changeOf(changes, 'src/start.ts').kind).toBe('modify')
  expect(textOf(changes, 'src/start.ts')).toContain('authkitMiddleware()')
})

test('a shape that can not be proven becomes a snippet, with the place', async () => {
  const change = changeOf(
    await planApp(makeApp({ 'src/start.ts': 'export default { requestMiddleware: [] }\n' })),
    'src/start.ts',
  )
  expect(change).toMatchObject({
    kind: 'manual',
    why: expect.stringMatching(/^src\/start\.ts:1:1: the file does not export/),
    snippet: expect.stringContaining('export const startInstance'),
  })
})

const START = `import { createStart } from '@tanstack/react-start'
import { requestMiddleware } from '~/middleware'

export const startInstance = createStart(() => ({ requestMiddleware }))
`
const MIDDLEWARE = `import { createMiddleware } from '@tanstack/react-start'

export const requestMiddleware = [createMiddleware().server(({ next }) => next())]
`
const APP_WITH_MODULE = {
  'tsconfig.json': { compilerOptions: { paths: { '~/*': ['./src/*'] } }, include: ['**/*.ts'] },
  'src/start.ts': START,
  'src/middleware.ts': MIDDLEWARE,
}

test('middleware of another module is added to there', async () => {
  const root = makeApp(APP_WITH_MODULE)
  const changes = await planApp(root)
  expect(textOf(changes, 'src/middleware.ts')).toContain('  authkitMiddleware(),\n  createMiddleware()')
  expect(changes.map(({ path }) => path)).not.toContain('src/start.ts')
  write(root, changes)
  expect((await planApp(root)).filter(({ kind }) => kind !== 'skip')).toEqual([])
})

test('unless others import that, too: then it is spread', async () => {
  const root = makeApp({
    ...APP_WITH_MODULE,
    'src/lib/other.ts': "export { requestMiddleware } from '../middleware'\n",
  })
  const changes = await planApp(root)
  expect(textOf(changes, 'src/start.ts')).toContain(
    'requestMiddleware: [...(requestMiddleware ?? []), authkitMiddleware()]',
  )
  expect(changes.map(({ path }) => path)).not.toContain('src/middleware.ts')
  write(root, changes)
  expect((await planApp(root)).filter(({ kind }) => kind !== 'skip')).toEqual([])
})

test('or it can not be seen there', async () => {
  const root = makeApp({
    ...APP_WITH_MODULE,
    'src/middleware.ts': 'export const requestMiddleware = load()\n',
  })
  expect(textOf(await planApp(root), 'src/start.ts')).toContain('...(requestMiddleware ?? [])')
})

test.each(['{ startInstance }', '*'])('a start file that passes on %s of another one', async (names) => {
  const root = makeApp({
    'src/start.ts': `export ${names} from './server/start'\n`,
    'src/server/start.ts':
      "import { createStart } from '@tanstack/react-start'\n\nexport const startInstance = createStart(() => ({}))\n",
  })
  expect(textOf(await planApp(root), 'src/server/start.ts')).toContain(
    '[csrfMiddleware, authkitMiddleware()]',
  )
})

test('AuthKit in a module that the start file imports is not added again', async () => {
  const root = makeApp({
    'src/start.ts': `import { createStart } from '@tanstack/react-start'
import { auth } from './lib/auth'

export const startInstance = createStart(() => ({ requestMiddleware: [auth] }))
`,
    'src/lib/auth.ts': "export * from './authkit'\n",
    'src/lib/authkit.ts':
      "import { authkitMiddleware } from 'virtual:authkit'\n\nexport const auth = authkitMiddleware()\n",
  })
  expect(changeOf(await planApp(root), 'src/start.ts')).toMatchObject({
    kind: 'manual',
    why: 'authkitMiddleware is already in src/lib/authkit.ts, which src/start.ts imports',
  })
})

test.each(['start.tsx', 'start.mjs', 'start.js', 'start.mts', 'start.jsx'])(
  '%s is changed, not shadowed',
  async (name) => {
    const root = makeApp({
      [`src/${name}`]:
        "import { createStart } from '@tanstack/react-start'\n\nexport const startInstance = createStart(() => ({}))\n",
    })
    const changes = await planApp(root)
    expect(textOf(changes, `src/${name}`)).toContain('authkitMiddleware()')
    expect(changes.filter(({ path }) => path.startsWith('src/start.'))).toHaveLength(1)
  },
)

const GUARD = 'createMiddleware().server(({ next }) => next())'

test.each([
  ['a constant', 'guard', `export const guard = ${GUARD}`, "export { guard } from './guard'"],
  ['a function', 'guard()', `export const guard = () => ${GUARD}`, "export { guard } from './guard'"],
  ['passed on with all else', 'guard', `export const guard = ${GUARD}`, "export * from './guard'"],
  ['an array', '...guard', `export const guard = [${GUARD}]`, "export * from './guard'"],
  [
    'a function for an array',
    '...guard()',
    `export const guard = () => [${GUARD}]`,
    "export * from './guard'",
  ],
  [
    'what Sentry wrapped',
    'guard',
    `const plain = ${GUARD}\nexport const [guard] = wrapMiddlewaresWithSentry({ plain })`,
    "export { guard } from './guard'",
  ],
])('middleware of its own modules is looked at there: %s', async (_what, used, declared, barrel) => {
  const root = makeApp({
    'src/start.ts': `import { createStart } from '@tanstack/react-start'
import { guard } from './guards'

export const startInstance = createStart(() => ({
  requestMiddleware: [${used}],
}))
`,
    'src/guards/index.ts': `${barrel}\n`,
    'src/guards/guard.ts': `import { wrapMiddlewaresWithSentry } from '@sentry/tanstackstart-react'
import { createMiddleware } from '@tanstack/react-start'

${declared}
`,
  })
  const change = changeOf(await planApp(root), 'src/start.ts')
  expect(change).toMatchObject({
    kind: 'modify',
    after: expect.stringContaining(`[csrfMiddleware, authkitMiddleware(), ${used}]`),
    why: expect.stringContaining('behind CSRF protection'),
  })
  expect(change).not.toHaveProperty('note')
})

test.each([
  ['protection under another name', '[guard, authkitMiddleware()]', 'createCsrfMiddleware()'],
  ['a value that can not be told', '[authkitMiddleware(), guard]', 'load()'],
])('%s gets no second one beside it', async (_what, list, value) => {
  const root = makeApp({
    'src/start.ts': `import { createStart } from '@tanstack/react-start'
import guard from './guard'

export const startInstance = createStart(() => ({
  requestMiddleware: [guard],
}))
`,
    'src/guard.ts': `import { createCsrfMiddleware } from '@tanstack/react-start'\n\nexport default ${value}\n`,
  })
  expect(textOf(await planApp(root), 'src/start.ts')).toContain(`requestMiddleware: ${list}`)
})

test('a file whose CSRF protection can not be seen is changed, and it says so', async () => {
  const source =
    "import { createStart } from '@tanstack/react-start'\nimport { guard } from './guard'\n\nexport const startInstance = createStart(() => ({ requestMiddleware: [guard] }))\n"
  const change = changeOf(await planApp(makeApp({ 'src/start.ts': source })), 'src/start.ts')
  expect(change).toMatchObject({
    kind: 'modify',
    why: expect.not.stringContaining('CSRF'),
    note: expect.stringContaining('make sure that one of its middleware protects against CSRF'),
  })
})
