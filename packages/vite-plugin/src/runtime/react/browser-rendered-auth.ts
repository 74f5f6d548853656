import { AUTH_STATE_ATTRIBUTE } from './auth-state.ts'
import type { RenderedAuth } from './auth-state.ts'

let isExpired = false

/** Reads what the server wrote into the document. A provider that is mounted later must ask the server instead. */
export const browserRenderedAuth: RenderedAuth = {
  read: () => {
    const text = !isExpired && document.querySelector(`script[${AUTH_STATE_ATTRIBUTE}]`)?.textContent
    return text ? { text, auth: JSON.parse(text) } : null
  },
  expire: () => {
    isExpired = true
  },
}
