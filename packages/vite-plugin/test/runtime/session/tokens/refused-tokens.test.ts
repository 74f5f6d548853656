import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { WorkOSApiError } from '../../../../src/runtime/session/index.ts'
import { REFUSAL_MEMORY } from '../../../../src/runtime/session/tokens/refresh-tokens.ts'
import { caught } from '../support/caught.ts'
import { Scene, tokens } from '../support/refresh-scene.ts'

const NOW = new Date('2026-03-01T12:00:00.000Z').getTime()

afterEach(() => {
  vi.useRealTimers()
})

describe('a token that WorkOS refuses', () => {
  const refused = (error: string): WorkOSApiError =>
    new WorkOSApiError('OauthException', 'no', { status: 400, requestID: '', error })

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  })

  test('is not asked about again, for a minute', async () => {
    const scene = new Scene(refused('invalid_grant'), tokens)
    const first = await caught(() => scene.refresh())
    vi.setSystemTime(NOW + REFUSAL_MEMORY * 1000 - 1)
    expect(await caught(() => scene.refresh())).toBe(first)
    expect(scene.requests).toHaveLength(1)

    vi.setSystemTime(NOW + REFUSAL_MEMORY * 1000)
    await expect(scene.refresh()).resolves.toBeDefined()
  })

  test.each<[string, (scene: Scene) => Promise<unknown>]>([
    ['another token', (scene) => scene.refresh('another')],
    ['another organization', (scene) => scene.refresh('old', 'org_2')],
  ])('says nothing about %s', async (_, refresh) => {
    const scene = new Scene(refused('invalid_grant'), tokens)
    await caught(() => scene.refresh())
    await expect(refresh(scene)).resolves.toBeDefined()
  })

  test.each<[string, Error]>([
    [
      'for a step that the user may take',
      new WorkOSApiError('AuthenticationException', 'no', {
        status: 403,
        requestID: '',
        code: 'sso_required',
      }),
    ],
    ['because of a mistake of the app', refused('invalid_client')],
    [
      'by an error of the server',
      new WorkOSApiError('GenericServerException', 'no', { status: 500, requestID: '' }),
    ],
  ])('%s is asked about again', async (_, error) => {
    const scene = new Scene(error, tokens)
    await caught(() => scene.refresh())
    await expect(scene.refresh()).resolves.toBeDefined()
  })
})
