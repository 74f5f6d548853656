import { expect, test } from 'vitest'
import { findEnvModule } from '../../src/project/env-module.ts'

const T3_ENV = "import { createEnv } from '@t3-oss/env-core'\n"

test.each(['src/env.ts', 'src/lib/env/server.ts', 'src/lib/env.server.ts', 'env.mjs'])(
  '%s is found',
  (path) => {
    expect(findEnvModule('src', (name) => (name === path ? T3_ENV : null))).toBe(path)
  },
)

test.each([
  ['another module', 'src/settings.ts', T3_ENV],
  ['a module that only mentions it', 'src/env.ts', "// like '@t3-oss/env-core'\n"],
])('%s is none', (_what, path, text) => {
  expect(findEnvModule('src', (name) => (name === path ? text : null))).toBeNull()
})
