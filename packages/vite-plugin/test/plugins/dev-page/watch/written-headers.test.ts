import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { expect, test } from 'vitest'

import { onAnswer, type AnswerHead } from '../../../../src/plugins/dev-page/watch/written-headers.ts'

const SET_COOKIES = ['a=1; Path=/', 'b=2; HttpOnly']

/** The ways in which servers write a head. */
test.each<[way: string, write: (response: ServerResponse) => void]>([
  ['setHeader', (response) => response.setHeader('Set-Cookie', SET_COOKIES).setHeader('location', '/next')],
  [
    'appendHeader',
    (response) => response.setHeader('location', '/next').appendHeader('set-cookie', SET_COOKIES),
  ],
  ['an object', (response) => response.writeHead(302, { Location: '/next', 'Set-Cookie': SET_COOKIES })],
  [
    'an object after a status text',
    (response) => response.writeHead(302, 'Go on', { location: '/next', 'set-cookie': SET_COOKIES }),
  ],
  [
    'names and values in turn',
    (response) =>
      response.writeHead(302, [
        'Set-Cookie',
        'a=1; Path=/',
        'location',
        '/next',
        'set-cookie',
        'b=2; HttpOnly',
      ]),
  ],
  [
    'an object on top of headers that were set',
    (response) => response.setHeader('set-cookie', SET_COOKIES).writeHead(302, { location: '/next' }),
  ],
])('a head that is written by %s is read, and arrives as it was', async (_way, write) => {
  const heads: AnswerHead[] = []
  const server = createServer((_request, response) => {
    onAnswer(response, (head) => heads.push(head))
    response.statusCode = 302
    write(response)
    response.end('body')
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const answer = await fetch(`http://127.0.0.1:${port}`, { redirect: 'manual' })
  expect(heads).toEqual([{ status: 302, location: '/next', setCookies: SET_COOKIES }])
  expect(answer.status).toBe(302)
  expect(answer.headers.getSetCookie()).toEqual(SET_COOKIES)
  expect(await answer.text()).toBe('body')
  server.close()
})
