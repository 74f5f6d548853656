import { LOCAL_AUTHKIT_PATH } from '../local-authkit/local-authkit.ts'

/** Path of the page in the dev server: that of the local AuthKit, also where there is none. */
export const PAGE_PATH: string = LOCAL_AUTHKIT_PATH

/** Where the browser hears that something has changed. */
export const LIVE_PATH: string = `${PAGE_PATH}/live`

/** Where it then gets the sections as they are: a JSON array of texts. Takes the query of the page. */
export const SECTIONS_PATH: string = `${PAGE_PATH}/sections`

/** Where the forms go; the name of the action follows. */
export const ACTIONS_PATH: string = `${PAGE_PATH}/actions`

/** Whether a path is the page's own, and not one of the local AuthKit. */
export function isPagePath(path: string): boolean {
  const bare = path.endsWith('/') ? path.slice(0, -1) : path
  return [PAGE_PATH, LIVE_PATH, SECTIONS_PATH].includes(bare) || bare.startsWith(`${ACTIONS_PATH}/`)
}
