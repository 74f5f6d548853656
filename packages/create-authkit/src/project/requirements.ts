/** What an app needs before AuthKit can be added. Each fact is stated here once. */

/** Oldest supported `@tanstack/react-start`: the first with what the runtime needs of its middleware. */
export const MINIMUM_START = '1.168.25'

/** Oldest supported Vite. */
export const MINIMUM_VITE = '7.0.0'

/** Oldest Node that Start itself runs on. */
export const MINIMUM_NODE = '22.12.0'

export { VENDOR_PACKAGE } from '../codemods/vendor/vendor-modules.ts'
