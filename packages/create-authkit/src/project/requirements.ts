/** What an app needs before AuthKit can be added. Each fact is stated here once. */

/** Oldest supported `@tanstack/react-start`: the first with what the runtime needs of its middleware. */
export const MINIMUM_START = '1.168.25'

/** Start and the router as they were released together: Start asks for exactly this router. */
export interface StartRelease {
  start: string
  router: string
}

/** From here on Start needs Vite 8. */
export const FIRST_START_ON_VITE_8 = '1.169.0'

/** The newest release when this version of the command line was made. */
export const START_ON_VITE_8: StartRelease = { start: '1.169.5', router: '1.170.46' }

/** The newest release that works on Vite 7. */
export const START_ON_VITE_7: StartRelease = { start: '1.168.61', router: '1.170.42' }

/** What an older Vite is upgraded to: the nearest that Start works on, so that the least changes for other plugins. */
export const VITE_UPGRADE = '7.3.8'

/** The oldest release of React's plugin for Vite that works on the Vites supported here. */
export const REACT_PLUGIN_UPGRADE = '5.2.0'

/** Below it Start was built on Vinxi: more than a version has to change. */
export const FIRST_START_ON_VITE = '1.121.0'

/** Oldest supported Vite. */
export const MINIMUM_VITE = '7.0.0'

/** Oldest Node that Start itself runs on. */
export const MINIMUM_NODE = '22.12.0'

export { VENDOR_PACKAGE } from '../codemods/vendor/vendor-modules.ts'

/** Cloudflare's Vite plugin: an app with it runs as a Worker, in dev too. */
export const CLOUDFLARE_PLUGIN = '@cloudflare/vite-plugin'
