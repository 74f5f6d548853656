import { expect, test } from 'vitest'

import * as emulator from '../../src/emulator/local-credentials.ts'
import * as guard from '../../src/runtime/session/config/local-authkit-guard.ts'

test('the credentials of the local AuthKit are the ones the runtime refuses in production', () => {
  expect([emulator.LOCAL_CLIENT_ID, emulator.LOCAL_API_KEY]).toStrictEqual([
    guard.LOCAL_CLIENT_ID,
    guard.LOCAL_API_KEY,
  ])
})
