import { displayPath } from '../../diagnostics/diagnostic-view.ts'
import { createPlugin, type PluginFactory } from '../create-plugin.ts'
import { isAppModule } from '../lint/app-modules.ts'
import { fileOf } from '../server-code.ts'
import { SecretSearch, secretSeverity } from './secret-search.ts'

/** Searches the app's modules for the values of secrets as a dev server gives them to the browser. */
export const secretSearchDev: PluginFactory = createPlugin('secret-search-dev', (ctx) => {
  const severity = secretSeverity(ctx)
  if (severity === 'off') return {}
  let search: SecretSearch | undefined

  return {
    // A build would hand all of its modules to a hook that has no use for them.
    apply: 'serve',
    enforce: 'post',
    applyToEnvironment: ({ config }) => config.consumer === 'client',
    configResolved() {
      search = new SecretSearch(ctx)
    },
    async transform(code, id) {
      const file = fileOf(id)
      if (search === undefined || this.environment.mode !== 'dev' || !isAppModule(file)) return
      const found = await search.find(code, displayPath(file, ctx.config.root), () => [{ id, code }])
      if (ctx.secrets.setArrivals(id, found)) ctx.secrets.publish(ctx.findings, severity)
    },
  }
})
