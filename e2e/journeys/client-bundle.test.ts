import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { buildWithGraphs, type BuildGraph } from '../harness/build-graph.ts'
import { wiredApp } from '../harness/journey-apps.ts'

/** Set while the app is built, so that a build that leaks them would be caught. */
const secrets = {
  WORKOS_API_KEY: 'sk_test_fingerprintOfTheApiKey',
  WORKOS_COOKIE_PASSWORD: 'fingerprint-of-the-cookie-password-0123456789',
}

/** Text that minifiers keep: error codes of jose, the prefix of iron-webcrypto's seals, a path of WorkOS's API. */
const serverFingerprints = [
  'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
  'Fe26.2',
  '/user_management/authenticate',
]

let folder: string
let graph: BuildGraph

beforeAll(async () => {
  const app = await wiredApp()
  folder = app.folder
  const graphs = await buildWithGraphs(app, { WORKOS_CLIENT_ID: 'client_fingerprint', ...secrets })
  graph = graphs.client
})

test('no server module is in the client graph', () => {
  expect(graph.rendered).toContainEqual(expect.stringContaining('runtime/react/'))
  expect(graph.loaded.filter(isServerModule)).toEqual([])
})

test('no server code and no secret is in the client files', async () => {
  const client = await textOf('dist/client')
  const fingerprints = [...serverFingerprints, ...Object.values(secrets)]
  expect(fingerprints.filter((fingerprint) => client.includes(fingerprint))).toEqual([])
})

test('the fingerprints are those of the server code', async () => {
  const server = await textOf('dist/server')
  expect(serverFingerprints.filter((fingerprint) => !server.includes(fingerprint))).toEqual([])
})

test('no secret is in the server files either: they are read when the app runs', async () => {
  const server = await textOf('dist/server')
  expect(Object.values(secrets).filter((secret) => server.includes(secret))).toEqual([])
})

/** Packages that only the server uses, and the parts of the runtime that run there. */
function isServerModule(id: string): boolean {
  // Error classes alone: the browser's `virtual:authkit` exports them too.
  if (id.endsWith('/runtime/session/errors.js')) return false
  return ['/jose/', '/iron-webcrypto/', '/runtime/session/', '/emulator/'].some((part) => id.includes(part))
}

async function textOf(path: string): Promise<string> {
  const entries = await readdir(join(folder, path), { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const texts = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'utf8')))
  return texts.join('\n')
}
