import { init, runBaseTests, setupEnvironment } from 'vitest/worker'

import { deserialize, serialize } from './wire.ts'

/** Runs vitest's own worker, which takes its orders and its modules from the other end of a socket. */
export function runTests(socket: WebSocket): void {
  init({
    post: (message) => socket.send(String(message)),
    on: (callback) => socket.addEventListener('message', ({ data }) => callback(data)),
    off: () => {},
    serialize,
    deserialize,
    setup: setupEnvironment,
    runTests: (state, traces) => runBaseTests('run', state, traces),
    collectTests: (state, traces) => runBaseTests('collect', state, traces),
  })
}
