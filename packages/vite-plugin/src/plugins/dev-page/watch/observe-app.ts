import type { PluginContext } from '../../../context.ts'
import { listenInDev } from '../../../runtime/start/events/dev-listeners.ts'
import { isSessionCookie } from '../cookie-report.ts'
import { sessionCookieName } from '../page-model.ts'
import { Recorder } from './recorder.ts'
import { watchTokenCalls } from './token-calls.ts'

/**
 * Begins to observe an app: what goes through its dev server, and its calls for tokens. The local AuthKit tells of those
 * itself, wherever the app's server runs; others are seen as they leave this process. Why a callback failed, the runtime
 * says, where it runs in this process.
 */
export function observeApp(ctx: PluginContext, localPath: string): { recorder: Recorder; stop: () => void } {
  const sessionCookie = sessionCookieName(ctx)
  const recorder = new Recorder(() => ({
    ...ctx.paths,
    localPath,
    localUrl: ctx.localAuthKit,
    isSession: (name) => isSessionCookie(name, sessionCookie),
  }))
  const stopCalls =
    ctx.localControl === null
      ? watchTokenCalls((call) => recorder.watch.callForTokens(call))
      : ctx.localControl.onEvent(({ endpoint, grantType, status, error, errorDescription }) => {
          if (endpoint !== 'authenticate') return
          const reason = [error, errorDescription].filter((part) => part !== undefined).join(': ')
          recorder.watch.callForTokens({ grantType, status, reason: reason === '' ? undefined : reason })
        })
  const stopEvents = listenInDev((event) => {
    if (event.type !== 'callback-failed') return
    const { code, message } = event.error
    recorder.watch.failCallback(code === undefined ? message : `${code}: ${message}`)
  })
  const stopVisits = ctx.ownPortVisits?.subscribe((request) => recorder.observeOwnPort(request, localPath))
  return {
    recorder,
    stop: () => {
      stopVisits?.()
      stopCalls()
      stopEvents()
    },
  }
}
