import type { RequestListener } from 'node:http'

import { serve } from '../checks/wire/server.ts'

export const API_KEY = 'sk_test_of_this_account'

/** What a loopback server in the place of WorkOS' API got and has. */
export interface FakeApi {
  origin: string
  registered: string[]
  requests: string[]
}

/** The two endpoints of redirect URIs as they are documented; `special` answers first where it wants to. */
export async function workosApi(registered: string[] = [], special?: RequestListener): Promise<FakeApi> {
  const requests: string[] = []
  const origin = await serve((request, response) => {
    requests.push(`${request.method} ${request.url}`)
    special?.(request, response)
    if (response.writableEnded || request.socket.destroyed) return
    const answer = (status: number, body: object): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (request.headers.authorization !== `Bearer ${API_KEY}`) {
      answer(401, { message: `Unauthorized: ${request.headers.authorization}` })
      return
    }
    const url = new URL(request.url ?? '/', origin)
    if (url.pathname !== '/user_management/redirect_uris') answer(404, { message: 'Not Found' })
    else if (request.method === 'GET') {
      // Two to a page.
      const start = Number(url.searchParams.get('after') ?? 0)
      const data = registered
        .slice(start, start + 2)
        .map((uri, index) => ({ id: `redir_${start + index}`, uri }))
      const after = start + 2 < registered.length ? String(start + 2) : null
      answer(200, { object: 'list', data, list_metadata: { before: null, after } })
    } else {
      let text = ''
      request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      request.on('end', () => {
        const { uri } = JSON.parse(text) as { uri: string }
        if (registered.includes(uri)) return answer(422, { message: 'Redirect URI already exists' })
        registered.push(uri)
        return answer(201, { object: 'redirect_uri', id: 'redir_new', uri, default: false })
      })
    }
  })
  return { origin, registered, requests }
}
