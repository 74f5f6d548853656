import { readFile } from 'node:fs/promises'

import { parseModule, type ParseFunction } from '../../lint/parse.ts'
import { secretInClient } from '../../lint/rules/secret-in-client.ts'
import { findSecretReads, mayReadSecrets } from '../../lint/secrets/find-secret-reads.ts'
import { SECRET_NAMES } from '../../lint/secrets/secret-names.ts'
import { createPlugin, type PluginFactory } from '../create-plugin.ts'
import { APP_MODULES, isAppModule } from '../lint/app-modules.ts'
import { loadParser } from '../load-parser.ts'
import { envPrefixes, exposedByConfig } from './exposed-by-config.ts'
import { secretSeverity } from './secret-search.ts'
import { secretsOfApp } from './secrets-of-app.ts'

const NAMES = new RegExp(SECRET_NAMES.join('|'))

/** Finds secrets of WorkOS that the configuration exposes to browsers, and source that reads them from there. */
export const secretGuard: PluginFactory = createPlugin('secret-guard', (ctx) => {
  const { findings, secrets } = ctx
  const severity = secretSeverity(ctx)
  if (severity === 'off') return {}
  let parser: Promise<ParseFunction | undefined> | undefined
  const loadOnce = (isRolldown: boolean): Promise<ParseFunction | undefined> =>
    (parser ??= loadParser(isRolldown).catch(() => undefined))

  const look = async (file: string, source: string, isRolldown: boolean): Promise<void> => {
    const parse = mayReadSecrets(source) ? await loadOnce(isRolldown) : undefined
    const parsed = parse && parseModule(parse, file, source)
    const reads = parsed === undefined ? [] : findSecretReads(parsed, envPrefixes(ctx.config))
    const told = reads.map((read) => ({ ...secretInClient.read(read), ...read, file }))
    if (secrets.setReads(file, source, told)) secrets.publish(findings, severity)
  }

  return {
    sharedDuringBuild: true,
    enforce: 'pre',
    async configResolved(config) {
      const values = secretsOfApp(ctx.env)
      // A frame of any check may show a line with a secret in it.
      findings.mask = (text) => values.mask(text)
      const isRolldown = this.meta?.rolldownVersion !== undefined
      const exposed = await exposedByConfig(config, values, () => loadOnce(isRolldown))
      secrets.setConfig(exposed.findings, exposed.sources)
      if (config.command === 'build') secrets.publish(findings, severity)
    },
    configureServer() {
      // After the hook of `show-findings`, which prints what comes from then on.
      return () => secrets.publish(findings, severity)
    },
    transform: {
      order: 'pre',
      filter: { id: APP_MODULES, code: NAMES },
      async handler(code, id) {
        await look(id, await readFile(id, 'utf8').catch(() => code), this.meta.rolldownVersion !== undefined)
      },
    },
    async hotUpdate({ type, file, read, modules }) {
      const isServed = modules.length > 0 && isAppModule(file)
      if (!isServed && !secrets.hasReads(file)) return
      await look(file, type === 'delete' ? '' : await read(), this.meta.rolldownVersion !== undefined)
    },
  }
})
