import type { PluginContext } from '../../context.ts'
import type { LocalAuthKit, Seed } from '../../emulator/index.ts'
import { LOCAL_API_KEY, LOCAL_CLIENT_ID } from '../../emulator/local-credentials.ts'
import { OwnPortVisits } from './own-port-visits.ts'
import { processState, type LocalAuthKitState } from './process-state.ts'
import { readStateFile, StateFile, stateFilePath } from './state-file.ts'

/**
 * The local AuthKit of this app: the one that this process has, else a new one that goes on where the one of the dev
 * server before left off. Credentials of the app's are accepted as they are.
 *
 * @param seed `undefined` for the default one
 */
export async function openState(ctx: PluginContext, seed: Seed | undefined): Promise<LocalAuthKitState> {
  const { localAuthKits } = processState()
  const { config, env, options } = ctx
  const credentials = {
    clientId: env.WORKOS_CLIENT_ID ?? LOCAL_CLIENT_ID,
    apiKey: env.WORKOS_API_KEY ?? LOCAL_API_KEY,
  }
  const key = JSON.stringify([config.root, credentials])
  const known = localAuthKits.get(key)
  if (known !== undefined) return goOn(await known, seed, options.localAuthKit.accessTokenLifetime)
  const opened = open(ctx, key, { ...credentials, seed })
  localAuthKits.set(key, opened)
  opened.catch(() => localAuthKits.delete(key))
  return opened
}

/** What the configuration said when the dev server restarted may be something else than before. */
async function goOn(
  state: LocalAuthKitState,
  seed: Seed | undefined,
  accessTokenLifetime: number | undefined,
): Promise<LocalAuthKitState> {
  const { DEFAULT_ACCESS_TOKEN_LIFETIME, DEFAULT_SEED } = await import('../../emulator/index.ts')
  const { control } = state.authKit
  control.applySeed(seed ?? DEFAULT_SEED)
  if (state.accessTokenLifetime !== accessTokenLifetime) {
    state.accessTokenLifetime = accessTokenLifetime
    control.setAccessTokenLifetime(accessTokenLifetime ?? DEFAULT_ACCESS_TOKEN_LIFETIME)
  }
  return state
}

async function open(
  { config, options }: PluginContext,
  key: string,
  { seed, ...credentials }: { clientId: string; apiKey: string; seed: Seed | undefined },
): Promise<LocalAuthKitState> {
  const { createLocalAuthKit } = await import('../../emulator/index.ts')
  const { accessTokenLifetime } = options.localAuthKit
  const allowedOrigins = new Set<string>()
  const authKit = createLocalAuthKit({
    ...credentials,
    allowedOrigins,
    ...(seed !== undefined && { seed }),
    ...(accessTokenLifetime !== undefined && { accessTokenLifetime }),
  })
  const path = stateFilePath(config.cacheDir, key)
  const saved = await readStateFile(path)
  const isRestored = saved !== undefined && (await restore(authKit, saved.authKit))
  const cookiePassword = isRestored ? saved.cookiePassword : randomPassword()
  const file = new StateFile(path, { cookiePassword, authKit }, (message) =>
    config.logger.warnOnce(`[authkit] ${message}`),
  )
  authKit.onChange(() => file.schedule())
  // The cookie password is in there: a session cookie must not outlive it.
  if (!isRestored) file.schedule()
  return {
    authKit,
    allowedOrigins,
    cookiePassword,
    accessTokenLifetime,
    file,
    ownServer: undefined,
    ownPortVisits: new OwnPortVisits(),
  }
}

/** A snapshot of another release is none. */
async function restore(authKit: LocalAuthKit, snapshot: unknown): Promise<boolean> {
  try {
    await authKit.restore(snapshot)
    return true
  } catch {
    return false
  }
}

function randomPassword(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')
}
