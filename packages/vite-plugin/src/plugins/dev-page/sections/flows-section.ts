import { html, type Html } from '../../../emulator/html/html.ts'
import type { Flow, FlowStep } from '../watch/flow-log.ts'
import { section } from './section.ts'
import { clockTime } from './time.ts'

const TITLES: Readonly<Record<Flow['kind'], string>> = {
  'sign-in': 'Sign-in',
  refresh: 'Refresh',
  'sign-out': 'Sign-out',
}

/** How many flows are open at first. */
const OPEN_FLOWS = 1

/** What has happened lately in this dev server, whatever the browser. */
export function flowsSection(flows: readonly Flow[]): Html {
  const body =
    flows.length === 0
      ? html`<p class="none">No sign-in, refresh or sign-out since the dev server started.</p>`
      : html`<ol class="flows" reversed>
          ${flows.map((flow, index) => html`<li>${flowDetails(flow, index < OPEN_FLOWS)}</li>`)}
        </ol>`
  return section('flows', 'Recent sign-ins, refreshes and sign-outs', body)
}

function flowDetails({ id, kind, state, steps }: Flow, isOpen: boolean): Html {
  const [first] = steps
  return html`<details id="flow-${id}" ${isOpen && 'open'}>
    <summary>
      ${TITLES[kind]} <span class="state ${state.replace(' ', '-')}">${state}</span>
      ${first && clockTime(first.at)}
    </summary>
    <ol class="steps">
      ${steps.map(stepItem)}
    </ol>
  </details>`
}

function stepItem({ at, name, status, detail, isFailure = false }: FlowStep): Html {
  return html`<li class="${isFailure && 'failed'}">
    ${clockTime(at)} <strong>${name}</strong>
    ${status !== undefined && html`<span class="status">${status}</span>`}
    ${detail !== undefined && html`<span class="detail">${detail}</span>`}
  </li>`
}
