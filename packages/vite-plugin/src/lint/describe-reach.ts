import type { TraceStep } from '../diagnostics/diagnostic.ts'
import type { Reach, Step } from './reach.ts'
import { ROUTER_CREATOR } from './route-creators.ts'

/** Where a sink is: "the `loader` of `/account`". */
export function describeSink({ sink }: Reach): string {
  if (sink.creator === ROUTER_CREATOR) return `the \`${sink.option}\` of the router`
  if (sink.route !== undefined) return `the \`${sink.option}\` of \`${sink.route}\``
  return `the \`${sink.option}\` of ${sink.creator.startsWith('createRoot') ? 'the root route' : 'a route'}`
}

/** What the reported code does: "`getSignInUrl()`", or "`signInLink()`, which calls `getSignInUrl()`,". */
export function describeCall({ source, steps }: Reach): string {
  const [first] = steps
  if (steps.length === 1) return `\`${source}()\``
  return `${first.callee === undefined ? 'a function' : `\`${first.callee}()\``}, which reaches \`${source}()\`,`
}

/** The steps after the reported call, in the order a reader follows them. */
export function traceOf({ steps }: Reach): TraceStep[] {
  return steps
    .slice(1)
    .map((step) => ({ file: step.file, start: step.start, end: step.end, note: describeStep(step) }))
}

function describeStep({ caller, callee }: Step): string {
  const called = callee === undefined ? 'a function' : `\`${callee}\``
  return `${caller === undefined ? 'an unnamed function' : `\`${caller}\``} calls ${called}`
}
