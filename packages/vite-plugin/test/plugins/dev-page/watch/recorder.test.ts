import { expect, test } from 'vitest'

import { Recorder } from '../../../../src/plugins/dev-page/watch/recorder.ts'

const PORT = 'http://127.0.0.1:4711'

/** The recorder of a dev server whose local AuthKit has a port of its own. */
function createRecorder(): Recorder {
  return new Recorder(() => ({
    signInPath: '/sign-in',
    signOutPath: '/sign-out',
    callbackPath: '/callback',
    localPath: '/__authkit',
    localUrl: PORT,
    isSession: (name) => name === 'wos-session',
  }))
}

function visit(recorder: Recorder, path: string, response: Response | undefined): void {
  recorder.observeOwnPort(new Request(PORT + path), '/__authkit')(response)
}

test('what happens on the port of the local AuthKit belongs to the flows', () => {
  const recorder = createRecorder()
  const authorize = '/user_management/authorize?state=a-state'
  visit(recorder, authorize, new Response('the page'))
  const location = 'http://localhost:3000/callback?code=code_1'
  visit(recorder, authorize, new Response(null, { status: 302, headers: { location } }))
  const [flow] = recorder.flows.all()
  expect(flow?.kind).toBe('sign-in')
  expect(flow?.steps.map(({ name, status }) => [name, status])).toStrictEqual([
    ['Sign-in page shown', 200],
    ['Signed in at AuthKit', 302],
  ])
})

test('a request there that gets no answer leaves nothing', () => {
  const recorder = createRecorder()
  visit(recorder, '/user_management/authorize?state=a-state', undefined)
  expect(recorder.flows.all()).toStrictEqual([])
})
