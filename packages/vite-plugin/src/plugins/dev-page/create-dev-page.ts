import type { IncomingMessage, ServerResponse } from 'node:http'

import { toNodeHandler } from 'srvx/node'
import type { NodeHttp1Handler } from 'srvx'

import type { PluginContext } from '../../context.ts'
import { forbidReading } from '../forbid-reading.ts'
import { hasActionToken } from './action-token.ts'
import { judgeVisitor } from './judge-visitor.ts'
import { streamChanges } from './live-stream.ts'
import { Notices } from './notices.ts'
import { pageModel } from './page-model.ts'
import { ACTIONS_PATH, LIVE_PATH, PAGE_PATH } from './page-path.ts'
import { pageSections, renderPage, type PageView } from './render-page.ts'
import { ACTION_NAMES, runAction } from './run-action.ts'
import type { Recorder } from './watch/recorder.ts'

/** Most bytes of a form of the page: an organization id and a token. */
const MAX_FORM_BYTES = 4096

/** Answers the requests of the page; see {@link isPagePath}. */
export type DevPage = (request: IncomingMessage, response: ServerResponse) => void

/** Makes the page of one dev server. */
export function createDevPage(ctx: PluginContext, recorder: Recorder): DevPage {
  const notices = new Notices()

  const viewOf = (request: Request): PageView => {
    const { searchParams } = new URL(request.url)
    return {
      isPanel: searchParams.has('panel'),
      appPath: refererPath(request),
      notice: notices.find(searchParams.get('notice') ?? ''),
    }
  }

  const show = async (request: Request, path: string): Promise<Response> => {
    const model = await pageModel(ctx, recorder, request)
    const view = viewOf(request)
    if (path === PAGE_PATH) return renderPage(ctx, model, view)
    return Response.json(pageSections(ctx, model, view).map(({ text }) => text))
  }

  const act = async (request: Request, path: string): Promise<Response> => {
    const name = ACTION_NAMES.find((known) => path === `${ACTIONS_PATH}/${known}`)
    if (name === undefined) return plain(404, 'There is no such action.')
    const form = await readForm(request)
    if (form === undefined || !hasActionToken(form)) {
      return plain(403, 'This form is not from the page as it is now. Load the page again.')
    }
    const { setCookies, location, notice } = await runAction(ctx, name, { request, form })
    const query = new URLSearchParams({
      ...(form.has('panel') && { panel: '' }),
      notice: notices.add(notice),
    })
    const headers = new Headers({ location: location ?? `${PAGE_PATH}?${query.toString()}` })
    for (const cookie of setCookies) headers.append('set-cookie', cookie)
    return new Response(null, { status: 303, headers })
  }

  const answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    const path = pathname.endsWith('/') ? pathname.slice(0, -1) : pathname
    const isReading = request.method === 'GET' || request.method === 'HEAD'
    if (!path.startsWith(ACTIONS_PATH)) return isReading ? show(request, path) : notAllowed('GET')
    return request.method === 'POST' ? act(request, path) : notAllowed('POST')
  }
  // Its type leaves open which version of HTTP it is for; it takes both.
  const handle = toNodeHandler(async (request) => guard(await answer(request))) as NodeHttp1Handler

  return (request, response) => {
    forbidReading(response)
    const { method = '', headers, socket } = request
    const refusal = judgeVisitor(
      { method, headers, remoteAddress: socket.remoteAddress },
      ctx.config.server.allowedHosts ?? [],
    )
    if (refusal !== undefined) {
      response.writeHead(refusal.status, { ...GUARD_HEADERS, 'content-type': 'text/plain; charset=utf-8' })
      response.end(`${refusal.reason}\n`)
    } else if (method === 'GET' && request.url?.split('?', 1)[0] === LIVE_PATH) {
      streamChanges(response, (listener) => subscribeToAll([ctx.findings, recorder], listener))
    } else {
      void handle(request, response)
    }
  }
}

/** What every answer carries. */
const GUARD_HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  // No other site may embed an answer, or hold on to a window with the page.
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
} as const

function guard(response: Response): Response {
  for (const [name, value] of Object.entries(GUARD_HEADERS)) response.headers.set(name, value)
  return response
}

/** `undefined` for what is no form, or too large for one of the page's. */
async function readForm(request: Request): Promise<URLSearchParams | undefined> {
  const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase()
  const length = Number(request.headers.get('content-length') ?? Number.NaN)
  if (type !== 'application/x-www-form-urlencoded' || !(length <= MAX_FORM_BYTES)) return undefined
  return new URLSearchParams(await request.text())
}

/** Path of the app's page that a panel is in; the start page where the browser doesn't say. */
function refererPath(request: Request): string {
  const referer = request.headers.get('referer') ?? ''
  if (!URL.canParse(referer)) return '/'
  const { pathname, search } = new URL(referer)
  return pathname === PAGE_PATH ? '/' : pathname + search
}

function notAllowed(allow: string): Response {
  return new Response(null, { status: 405, headers: { allow } })
}

function plain(status: number, text: string): Response {
  return new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}

function subscribeToAll(
  sources: readonly { subscribe: (listener: () => void) => () => void }[],
  listener: () => void,
): () => void {
  const ends = sources.map((source) => source.subscribe(listener))
  return () => {
    for (const end of ends) end()
  }
}
