import { execFileSync } from 'node:child_process'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readProject } from '../../src/project/read-project.ts'
import { steps } from '../../src/steps/index.ts'
import { makeApp, PACKAGE_JSON } from '../project/make-app.ts'
import { changeOf, LOCAL, PASSWORD, planApp, textOf, WORKOS } from './plan-app.ts'

beforeEach(() => {
  vi.stubEnv('npm_config_user_agent', undefined)
})

afterEach(() => {
  vi.unstubAllEnvs()
})

test('with keys', async () => {
  expect(changeOf(await planApp(makeApp(), WORKOS), '.env.local')).toEqual({
    kind: 'create',
    path: '.env.local',
    before: null,
    after: [
      '# WorkOS AuthKit',
      'WORKOS_CLIENT_ID=client_123',
      'WORKOS_API_KEY=sk_test_123',
      'WORKOS_REDIRECT_URI=http://localhost:3000/api/auth/callback',
      `WORKOS_COOKIE_PASSWORD=${PASSWORD}`,
      '',
    ].join('\n'),
    why: 'sets your keys, the redirect URI and a new cookie password',
    mode: 0o600,
  })
})

test.each([{ credentials: { kind: 'local' } as const }, { credentials: { kind: 'later' } as const }])(
  'without keys ($credentials.kind): the address stays the dev server’s own',
  async (choices) => {
    const text = textOf(await planApp(makeApp(), choices), '.env.local')
    expect(text).toBe(`# WorkOS AuthKit\nWORKOS_COOKIE_PASSWORD=${PASSWORD}\n`)
  },
)

test('an assumed port is said', async () => {
  const root = makeApp({ 'package.json': { ...PACKAGE_JSON, scripts: { dev: 'vite dev' } } })
  const change = changeOf(await planApp(root, WORKOS), '.env.local')
  expect(change.why).toContain("port 5173 is assumed: Vite's default")
})

test('a value that is there is never replaced', async () => {
  const text = 'WORKOS_API_KEY=sk_live_mine\nWORKOS_COOKIE_PASSWORD=a-password-of-32-characters-and-more\n'
  const after = textOf(await planApp(makeApp({ '.env.local': text }), WORKOS), '.env.local')
  expect(after).toBe(
    `${text}\n# WorkOS AuthKit\nWORKOS_CLIENT_ID=client_123\nWORKOS_REDIRECT_URI=http://localhost:3000/api/auth/callback\n`,
  )
})

test('a file that git does not ignore is ignored in the same run', async () => {
  const root = makeApp({ '.gitignore': 'node_modules\n' })
  execFileSync('git', ['init', '--quiet'], { cwd: root })
  expect(textOf(await planApp(root), '.gitignore')).toBe('node_modules\n.env.local\n')
})

test('without a .gitignore one is made', async () => {
  const root = makeApp()
  execFileSync('git', ['init', '--quiet'], { cwd: root })
  expect(changeOf(await planApp(root), '.gitignore')).toMatchObject({
    kind: 'create',
    after: '.env.local\n',
  })
})

test('an ignore line that is taken back is pointed out', async () => {
  const root = makeApp({ '.gitignore': '.env.local\n!.env.local\n' })
  execFileSync('git', ['init', '--quiet'], { cwd: root })
  expect(changeOf(await planApp(root), '.gitignore')).toMatchObject({ kind: 'manual' })
})

test('a file that git carries gets no secret', async () => {
  const root = makeApp({ '.env.local': 'A=1\n' })
  execFileSync('git', ['init', '--quiet'], { cwd: root })
  execFileSync('git', ['add', '.env.local'], { cwd: root })
  const change = changeOf(await planApp(root, WORKOS), '.env.local')
  expect(change).toMatchObject({
    kind: 'manual',
    why: expect.stringContaining('git rm --cached .env.local'),
  })
  expect(JSON.stringify(change)).not.toContain('sk_test_123')
  expect(JSON.stringify(change)).not.toContain(PASSWORD)
})

test('an encrypted file gets no plain text', async () => {
  const root = makeApp({ '.env.local': 'DOTENV_PUBLIC_KEY_LOCAL="03"\nA="encrypted:BD"\n' })
  expect(changeOf(await planApp(root, WORKOS), '.env.local')).toMatchObject({
    kind: 'manual',
    why: expect.stringContaining('encrypted'),
  })
})

test('the example holds names, and no secret', async () => {
  const text = textOf(await planApp(makeApp({ '.env.example': 'DATABASE_URL=\n' }), WORKOS), '.env.example')
  expect(text).toMatch(/^DATABASE_URL=\n\n# WorkOS AuthKit/)
  expect(text).toMatch(/^WORKOS_COOKIE_PASSWORD=$/m)
  expect(text).not.toContain('sk_test_123')
  expect(text).not.toContain(PASSWORD)
})

test('the real steps use real randomness', async () => {
  const project = await readProject(makeApp())
  const step = steps.find(({ name }) => name === 'env-local')
  const passwords = await Promise.all(
    [1, 2].map(async () => textOf((await step?.plan(project, LOCAL)) ?? [], '.env.local')),
  )
  expect(new Set(passwords)).toHaveLength(2)
  expect(passwords[0]).toMatch(/^WORKOS_COOKIE_PASSWORD=[\w+/]{43}=$/m)
})
