import { resolve } from 'node:path'

import { crawlFrameworkPkgs, findDepPkgJsonPath } from 'vitefu'

import { createPlugin } from './create-plugin.ts'
import type { PluginFactory } from './create-plugin.ts'
import { runtimeFile } from './runtime-file.ts'
import { VIRTUAL_CLIENT_ID, VIRTUAL_ID } from './virtual-ids.ts'

const VENDOR = '@workos/authkit-tanstack-react-start'
const VENDOR_SESSION = '@workos/authkit-session'
const SDK = '@workos-inc/node'

/** The WorkOS packages whose place the runtime takes. */
export const VENDOR_PACKAGES: readonly string[] = [VENDOR, VENDOR_SESSION]

/**
 * Resolves the WorkOS packages to our runtime, in the app's source and in its dependencies, whether they are installed
 * or not: `compat: true`.
 */
export const compat: PluginFactory = createPlugin('compat', () => {
  /** Dependencies of the app that import the WorkOS packages. */
  let users: string[] = []
  /** Whether our runtime can import WorkOS' SDK: it is an optional peer, so it can when the app has it. */
  const hasSdk = findDepPkgJsonPath(SDK, runtimeFile('session/index')).then((path) => path !== undefined)
  return {
    enforce: 'pre',
    async config({ root = process.cwd() }, { command }) {
      const { ssr } = await crawlFrameworkPkgs({
        root: resolve(root),
        isBuild: command === 'build',
        isSemiFrameworkPkgByName: (name) => (VENDOR_PACKAGES.includes(name) ? false : undefined),
        isSemiFrameworkPkgByJson: usesVendor,
      })
      users = ssr.noExternal
    },
    configEnvironment: () => ({
      // Left as an import in what Vite bundles ahead of time, so that it reaches `resolveId`.
      optimizeDeps: { exclude: [...VENDOR_PACKAGES] },
      // What the server would load from node_modules by itself never reaches `resolveId`.
      resolve: { noExternal: [...VENDOR_PACKAGES, ...users] },
    }),
    resolveId: {
      filter: { id: /^@workos\/authkit-(?:tanstack-react-start(?:\/client)?|session)$/ },
      async handler(id, importer) {
        const isBrowser = this.environment.config.consumer === 'client'
        if (id === `${VENDOR}/client`) return this.resolve(VIRTUAL_CLIENT_ID, importer)
        if (!isBrowser && (await hasSdk)) {
          return runtimeModule(id === VENDOR ? 'compat/start' : 'compat/session')
        }
        if (id === VENDOR) return this.resolve(VIRTUAL_ID, importer)
        return runtimeModule(isBrowser ? 'start/session-in-browser' : 'session/index')
      },
    },
  }
})

function runtimeModule(name: string): { id: string; moduleSideEffects: false } {
  return { id: runtimeFile(name), moduleSideEffects: false }
}

function usesVendor(packageJson: Record<string, unknown>): boolean {
  return [packageJson['dependencies'], packageJson['peerDependencies']].some(
    (dependencies) =>
      typeof dependencies === 'object' &&
      dependencies !== null &&
      VENDOR_PACKAGES.some((name) => Object.hasOwn(dependencies, name)),
  )
}
