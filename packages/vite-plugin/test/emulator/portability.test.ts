import { fileURLToPath } from 'node:url'

import { build } from 'vite'
import { expect, test } from 'vitest'

/** The handler is promised to run wherever the Web APIs are: what it imports, its dependencies included, must not be Node's. */
test('the handler needs nothing of Node', async () => {
  const entry = fileURLToPath(new URL('../../src/emulator/local-authkit.ts', import.meta.url))
  const output = await build({
    configFile: false,
    logLevel: 'error',
    ssr: { target: 'webworker', noExternal: true },
    build: { ssr: entry, write: false, rollupOptions: { external: [/^node:/] } },
  })
  const chunks = [output].flat().flatMap((item) => ('output' in item ? item.output : []))
  const imports = chunks.flatMap((chunk) =>
    chunk.type === 'chunk' ? [...chunk.imports, ...chunk.dynamicImports] : [],
  )
  expect(
    chunks.some(
      (chunk) => chunk.type === 'chunk' && chunk.code.includes('organization_membership_not_found'),
    ),
  ).toBe(true)
  expect(imports).toStrictEqual([])
})
