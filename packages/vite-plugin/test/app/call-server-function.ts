import type { AsyncLocalStorage } from 'node:async_hooks'

import { createClientRpc } from '@tanstack/react-start/client-rpc'

import type { TestBrowser } from './test-browser.ts'

/** What a page would get from a server function: its result, or what it threw. */
export interface ServerFunctionAnswer {
  result?: unknown
  error?: unknown
  response: Response
}

/** How to call a server function. */
export interface ServerFunctionRequest {
  origin: string
  /** Path of the function. */
  url: string
  method: 'GET' | 'POST'
  data?: unknown
  headers?: Record<string, string>
  /** What the caller wants middleware to know. */
  context?: Record<string, unknown>
}

/** Where Start's client looks for its options when it isn't compiled for a browser. */
const START_STORAGE = Symbol.for('tanstack-start:start-storage-context')

/** Calls a server function with Start's own client, from a page of the app that is open in a browser. */
export async function callServerFunction(
  browser: TestBrowser,
  { origin, url, method, data, headers, context = {} }: ServerFunctionRequest,
): Promise<ServerFunctionAnswer> {
  const storage = startStorage()
  const responses: Response[] = []
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const sent = new Headers(init.headers)
    if (!sent.has('sec-fetch-site')) sent.set('sec-fetch-site', 'same-origin')
    // The app runs in this process too, and must not see the context of its caller.
    const response = await storage.exit(() => browser.send(new URL(path, origin), { ...init, headers: sent }))
    responses.push(response.clone())
    return response
  }
  const slash = url.lastIndexOf('/') + 1
  process.env['TSS_SERVER_FN_BASE'] = url.slice(0, slash)
  const rpc = createClientRpc(url.slice(slash))
  const answer = await storage
    .run({ startOptions: {} }, () => rpc({ method, data, headers, context, fetch: send }))
    .catch((error: unknown) => ({ error }))
  const [response] = responses
  if (!response) throw new Error(`${url} was not called.`, { cause: answer })
  return answer instanceof Response ? { response } : { ...answer, response }
}

function startStorage(): AsyncLocalStorage<unknown> {
  const host: object & { [START_STORAGE]?: AsyncLocalStorage<unknown> } = globalThis
  const storage = host[START_STORAGE]
  if (!storage) throw new Error('Start keeps its context elsewhere now.')
  return storage
}
