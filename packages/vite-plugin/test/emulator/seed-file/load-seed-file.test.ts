import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { findSeedFile, loadSeedFile } from '../../../src/emulator/index.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seed-file-'))
})

afterAll(() => rm(folder, { recursive: true }))

async function load(name: string, content: string): Promise<unknown> {
  const file = join(folder, name)
  await writeFile(file, content)
  return loadSeedFile(file).then(
    ({ seed, dependencies }) => {
      expect(dependencies).toContain(file)
      return seed
    },
    (error: unknown) => (error instanceof Error ? error.message : error),
  )
}

const SEED = { users: [{ email: 'zoe@example.com' }], organizations: [] }

describe('a seed file', () => {
  test.each([
    ['a.json', JSON.stringify(SEED)],
    ['a.yaml', 'users:\n  - email: zoe@example.com\n'],
    ['a.yml', '# people\nusers: [{ email: zoe@example.com }]\norganizations: []\n'],
    ['a.mjs', `export default ${JSON.stringify(SEED)}`],
  ])('%s', async (name, content) => {
    expect(await load(name, content)).toStrictEqual(SEED)
  })

  test.each([
    ['b.json', '', 'b.json is not valid JSON: Unexpected end of JSON input'],
    ['b.json', '[]', 'b.json: The seed is not valid: it must be an object with `users`.'],
    ['b.json', '{}', 'b.json:1:1: The seed is not valid: `users` is missing.'],
    [
      'b.json',
      '{\n  "x\\"[{": [1, {"users": 2}, true],\n  "users": [\n    {"email": "a@b.c"},\n    {"email": "x", "id": "y"}\n  ]\n}',
      'b.json:2:12: The seed is not valid: `x"[{` is not known. It may be users, organizations, roles, permissions, redirectUris, signOutRedirects.',
    ],
    [
      'b.json',
      '{\n  "roles": [{"slug": "a", "permissions": []}],\n  "users": [\n    {"email": "a@b.c"},\n    {"id": "y", "email": "x"}\n  ]\n}',
      'b.json:5:26: The seed is not valid: `users[1].email` must be an email address.',
    ],
    [
      'b.json',
      '{"users": [{"email": "a@b.c"}, {"email": "A@b.c"}]}',
      'b.json:1:42: The seed is not valid: `users[1].email` is "a@b.c", who is there already.',
    ],
    [
      'b.json',
      '{"users": [{"emial": "a@b.c"}]}',
      'b.json:1:22: The seed is not valid: `users[0].emial` is not known. Did you mean `email`?',
    ],
    [
      'b.yaml',
      'users:\n  - email: a@b.c\n    admin: true\n',
      'b.yaml:3:12: The seed is not valid: `users[0].admin` is not known.',
    ],
    ['b.yaml', 'users:\n  - [', 'b.yaml:2:6: This is not valid YAML: '],
    ['b.mjs', 'export const seed = 1', 'b.mjs: The seed is not valid: it must be an object with `users`.'],
    ['c.mjs', 'export default {', "c.mjs can't be loaded: "],
  ])('%s with %j says what is wrong, and where', async (name, content, message) => {
    expect(await load(name, content)).toContain(message)
  })
})

test('there is one seed file at most', async () => {
  const root = await mkdtemp(join(folder, 'app-'))
  expect(await findSeedFile(root)).toBeUndefined()
  await writeFile(join(root, 'authkit.seed.yaml'), '')
  expect(await findSeedFile(root)).toBe(join(root, 'authkit.seed.yaml'))
  await writeFile(join(root, 'authkit.seed.ts'), '')
  await expect(findSeedFile(root)).rejects.toThrow(
    'There are several seed files: authkit.seed.ts, authkit.seed.yaml. Keep one of them.',
  )
})
