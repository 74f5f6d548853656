import { fileURLToPath } from 'node:url'

/** The repository's root folder. */
export const workspaceRoot: string = fileURLToPath(new URL('../../', import.meta.url))

/** The e2e workspace's own folder. */
export const e2eRoot: string = fileURLToPath(new URL('../', import.meta.url))

/** Files that journeys lay over an app. */
export const fixturesRoot: string = fileURLToPath(new URL('../fixtures/', import.meta.url))

/** Where a failed journey leaves screenshots and logs; git ignores it. */
export const failureFolder: string = fileURLToPath(new URL('../.test-output/', import.meta.url))

/** The two published packages: npm name -> folder in the workspace. */
export const publishedPackages = {
  'create-authkit-start': 'packages/create-authkit',
  'vite-plugin-authkit-start': 'packages/vite-plugin',
} as const

export type PublishedPackage = keyof typeof publishedPackages
