import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { Rollup } from 'vite'

import { displayPath } from '../../diagnostics/diagnostic-view.ts'
import { severityOf } from '../../lint/rule-settings.ts'
import { secretInClient } from '../../lint/rules/secret-in-client.ts'
import { SecretValues } from '../../lint/secrets/secret-values.ts'
import { createPlugin, type PluginFactory } from '../create-plugin.ts'
import { isAppModule } from '../lint/app-modules.ts'
import { fileOf } from '../server-code.ts'
import type { SecretFinding } from './secret-findings.ts'

/**
 * Searches what browsers get for the values of secrets, on whatever way they came there: all files of a client build,
 * and in dev the app's modules as they are served.
 */
export const secretSearch: PluginFactory = createPlugin('secret-search', (ctx) => {
  const { findings, secrets } = ctx
  const { lint } = ctx.options
  const severity = lint === false ? 'off' : severityOf(secretInClient.meta, lint.rules)
  if (severity === 'off') return {}
  let values = new SecretValues({})

  const search = async (text: string, output: string, modules: readonly Part[]): Promise<SecretFinding[]> => {
    const found = values.in(text).map(async ({ name }): Promise<SecretFinding> => {
      const isIn = (code: string): boolean => values.in(code).some((value) => value.name === name)
      const origin = modules.find(({ code }) => isIn(code))
      const file = origin === undefined ? join(ctx.config.root, output) : fileOf(origin.id)
      const source = await readFile(file, 'utf8').catch(() => '')
      const place = values.in(source).find((value) => value.name === name)
      if (place !== undefined) secrets.setSource(file, source)
      const told = secretInClient.value({ secret: name, output })
      return { ...told, secret: name, file, start: place?.start ?? 0, end: place?.end ?? 0 }
    })
    return Promise.all(found)
  }

  return {
    sharedDuringBuild: true,
    enforce: 'post',
    applyToEnvironment: ({ config }) => config.consumer === 'client',
    configResolved() {
      values = new SecretValues(ctx.env)
    },
    async transform(code, id) {
      if (this.environment.mode !== 'dev') return
      const file = fileOf(id)
      if (!isAppModule(file)) return
      const found = await search(code, displayPath(file, ctx.config.root), [{ id, code }])
      if (secrets.setArrivals(id, found)) secrets.publish(findings, severity)
    },
    async generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        secrets.setArrivals(output.fileName, await search(textOf(output), output.fileName, partsOf(output)))
      }
      secrets.publish(findings, severity)
    },
  }
})

/** A module in an output, with the code it has there. */
interface Part {
  id: string
  code: string
}

function textOf(output: Rollup.OutputAsset | Rollup.OutputChunk): string {
  if (output.type === 'chunk') return output.code
  const { source } = output
  return typeof source === 'string' ? source : Buffer.from(source).toString('latin1')
}

function partsOf(output: Rollup.OutputAsset | Rollup.OutputChunk): readonly Part[] {
  if (output.type !== 'chunk') return []
  return Object.entries(output.modules).flatMap(([id, { code }]) => (code === null ? [] : [{ id, code }]))
}
