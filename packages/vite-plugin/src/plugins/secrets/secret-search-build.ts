import type { Rollup } from 'vite'

import { createPlugin, type PluginFactory } from '../create-plugin.ts'
import { SecretSearch, secretSeverity, type Part } from './secret-search.ts'

/** Searches all files of a client build for the values of secrets, on whatever way they came there. */
export const secretSearchBuild: PluginFactory = createPlugin('secret-search-build', (ctx) => {
  const severity = secretSeverity(ctx)
  if (severity === 'off') return {}

  return {
    apply: 'build',
    sharedDuringBuild: true,
    enforce: 'post',
    applyToEnvironment: ({ config }) => config.consumer === 'client',
    async generateBundle(_options, bundle) {
      const search = new SecretSearch(ctx)
      for (const output of Object.values(bundle)) {
        const found = await search.find(textOf(output), output.fileName, () => partsOf(output))
        ctx.secrets.setArrivals(output.fileName, found)
      }
      ctx.secrets.publish(ctx.findings, severity)
    },
  }
})

function textOf(output: Rollup.OutputAsset | Rollup.OutputChunk): string {
  if (output.type === 'chunk') return output.code
  const { source } = output
  return typeof source === 'string' ? source : Buffer.from(source).toString('latin1')
}

function partsOf(output: Rollup.OutputAsset | Rollup.OutputChunk): readonly Part[] {
  if (output.type !== 'chunk') return []
  return Object.entries(output.modules).flatMap(([id, { code }]) => (code === null ? [] : [{ id, code }]))
}
