import { createPlugin, type PluginFactory } from '../create-plugin.ts'

/**
 * Notes that a build of several environments begins: Start builds the client, then the server, and what is found is
 * told once, when both are known (`end-build`). A build of one environment alone does not come by here.
 */
export const beginBuild: PluginFactory = createPlugin('begin-build', ({ findings }) => ({
  apply: 'build',
  sharedDuringBuild: true,
  buildApp: {
    order: 'pre',
    async handler({ environments }) {
      // Watching, each environment is built when it changes, and the hook after all of them comes too early.
      findings.areHeldBack = Object.values(environments).every(({ config }) => config.build.watch === null)
    },
  },
}))
