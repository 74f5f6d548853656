import type { PluginContext } from '../../context.ts'
import { LOCAL_API_KEY, LOCAL_CLIENT_ID } from '../../emulator/local-credentials.ts'
import { ConfigurationProvider } from '../../runtime/session/config/configuration-provider.ts'

/**
 * The configuration as the app's server resolves it: its environment, the options of the plugin, the local AuthKit, the
 * defaults. What its code says with `configure()` can't be known here.
 */
export function appConfiguration(ctx: PluginContext): ConfigurationProvider {
  const provider = new ConfigurationProvider()
  provider.setDefaults(ctx.options.settings)
  provider.setValueSource((name) => readVariable(ctx, name))
  const { localAuthKit, paths } = ctx
  if (localAuthKit !== null) {
    provider.configure({
      apiBaseUrl: localAuthKit,
      clientId: LOCAL_CLIENT_ID,
      apiKey: LOCAL_API_KEY,
      redirectUri: new URL(paths.callbackPath, localAuthKit).href,
    })
  }
  return provider
}

/** A variable of the app's environment, those that the plugin itself gave included. */
export function readVariable({ env }: PluginContext, name: string): string | undefined {
  return env[name] ?? process.env[name]
}
