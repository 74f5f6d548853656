import { fileURLToPath } from 'node:url'

import { describe, expect, test } from 'vitest'

import { createServerCodeTest, fileOf, isImportOfServerCode } from '../../src/plugins/server-code.ts'

const serverCodeOf = createServerCodeTest('/app', [])
const source = (path: string): string => fileURLToPath(new URL(`../../src/${path}`, import.meta.url))

describe('serverCodeOf', () => {
  test.each([
    { id: source('runtime/session/index.ts'), code: 'session-toolkit' },
    { id: `${source('runtime/session/index.ts')}?v=1`, code: 'session-toolkit' },
    { id: source('runtime/session/errors.ts'), code: undefined },
    { id: source('runtime/start/server.ts'), code: 'virtual-server' },
    { id: source('runtime/start/browser.ts'), code: undefined },
    { id: source('runtime/start/functions/get-auth.ts'), code: undefined },
    { id: source('runtime/react/use-auth.ts'), code: undefined },
    { id: source('runtime/build-config.ts'), code: undefined },
    { id: '/app/node_modules/@workos-inc/node/lib/index.js', code: 'workos-sdk' },
    {
      id: '/app/node_modules/.pnpm/@workos-inc+node@8/node_modules/@workos-inc/node/lib/index.js',
      code: 'workos-sdk',
    },
    { id: '/app/node_modules/.vite/deps/@workos-inc_node.js?v=123', code: 'workos-sdk' },
    { id: '/app/node_modules/@workos-inc/widgets/index.js', code: undefined },
    { id: '/app/node_modules/jose/dist/index.js', code: undefined },
    { id: '/app/src/runtime/session/index.ts', code: undefined },
    { id: '\0virtual:x', code: undefined },
  ])('$id: $code', ({ id, code }) => {
    expect(serverCodeOf(id)).toBe(code)
  })
})

test.each([
  { specifier: 'vite-plugin-authkit-start/session', code: 'session-toolkit', answer: true },
  { specifier: 'virtual:authkit', code: 'virtual-server', answer: true },
  { specifier: '@workos-inc/node', code: 'workos-sdk', answer: true },
  { specifier: '@workos-inc/node/worker', code: 'workos-sdk', answer: true },
  { specifier: '@workos-inc/node-extras', code: 'workos-sdk', answer: false },
  { specifier: '@workos-inc/node', code: 'session-toolkit', answer: false },
  { specifier: './session', code: 'session-toolkit', answer: false },
] as const)('$specifier imports $code: $answer', ({ specifier, code, answer }) => {
  expect(isImportOfServerCode(specifier, code)).toBe(answer)
})

test.each([
  { id: '/app/a.tsx', file: '/app/a.tsx' },
  { id: '/app/a.tsx?tsr-split=component', file: '/app/a.tsx' },
  { id: 'C:\\app\\a.tsx', file: 'C:/app/a.tsx' },
  { id: '\0virtual:x', file: 'virtual:x' },
])('the file of $id is $file', ({ id, file }) => {
  expect(fileOf(id)).toBe(file)
})
