import { once } from 'node:events'
import { connect } from 'node:net'
import { Worker } from 'node:worker_threads'

import { expect, test } from 'vitest'

import { within } from '../../../src/runtime/session/within.ts'

const tooLate = (): Error => new Error('too late')

/** Another thread that answers whatever comes to its port, and counts its answers in shared memory. */
const ANSWERING = `
  const { createServer } = require('node:net')
  const { parentPort, workerData } = require('node:worker_threads')
  const server = createServer((socket) => {
    socket.on('data', () => {
      socket.write('answer')
      Atomics.add(workerData, 0, 1)
      Atomics.notify(workerData, 0)
    })
  })
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port))
`

test('what arrived while this process was too busy to look is in time', async () => {
  const answers = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(ANSWERING, { eval: true, workerData: answers })
  const [port] = await once(worker, 'message')
  const socket = connect(port, '127.0.0.1')
  socket.write('first')
  // As something comes in, because after that Node looks at timers first.
  const outcome = await new Promise((resolve) => {
    socket.once('data', () => {
      const answer = once(socket, 'data').then(String)
      resolve(within(1, answer, tooLate).catch((error: unknown) => error))
      socket.write('second')
      Atomics.wait(answers, 0, 1)
      // So that the time is up as well.
      Atomics.wait(answers, 0, 2, 20)
    })
  })
  socket.destroy()
  await worker.terminate()
  expect(outcome).toBe('answer')
})
