import { mkdir, writeFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { runServer } from 'verdaccio'
import type { Environment } from './environment.ts'
import { freePort } from './free-port.ts'
import type { Tarball } from './pack.ts'
import { run } from './run.ts'

export interface Registry extends AsyncDisposable {
  readonly url: string
  /** What a package manager needs in its environment to install from here. */
  readonly environment: Environment
}

/**
 * A registry on the loopback address that holds the given tarballs under their real names and passes every other
 * request on to the registry this machine is configured for.
 *
 * @param folder where it keeps its files; nothing is written elsewhere
 */
export async function startRegistry(tarballs: readonly Tarball[], folder: string): Promise<Registry> {
  await mkdir(folder, { recursive: true })
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/`
  const configuration = join(folder, 'verdaccio.yaml')
  await writeFile(configuration, verdaccioConfiguration(folder, tarballs, await configuredRegistry(folder)))

  const server = (await runServer(configuration)) as Server
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })
  for (const tarball of tarballs) await publish(tarball, url, folder)

  return {
    url,
    environment: registryEnvironment(url, folder),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The registry in this machine's npm configuration. */
async function configuredRegistry(cwd: string): Promise<string> {
  const { stdout } = await run('npm', ['config', 'get', 'registry'], {
    cwd,
    // The one setting a script runner hands down that does say where packages come from.
    env: { npm_config_registry: process.env['npm_config_registry'] },
  })
  return stdout.trim()
}

function verdaccioConfiguration(folder: string, tarballs: readonly Tarball[], upstream: string): string {
  const ours = tarballs.map(({ name }) => `  ${name}: { access: $all, publish: $all }`).join('\n')
  return `
storage: ${JSON.stringify(join(folder, 'storage'))}
uplinks:
  upstream: { url: ${JSON.stringify(upstream)}, cache: false, timeout: 60s, maxage: 60m, max_fails: 20 }
packages:
${ours}
  '**': { access: $all, proxy: upstream }
max_body_size: 100mb
web: { enable: false }
log: { type: file, path: ${JSON.stringify(join(folder, 'verdaccio.log'))}, level: warn }
`
}

async function publish(tarball: Tarball, url: string, folder: string): Promise<void> {
  const userconfig = join(folder, 'publish.npmrc')
  // npm refuses to publish without a token; this registry accepts any.
  await writeFile(userconfig, `${url.replace('http:', '')}:_authToken=anyone\n`)
  await run('npm', ['publish', tarball.file, '--registry', url, '--userconfig', userconfig], { cwd: folder })
}

/** npm reads `npm_config_*`, pnpm reads `pnpm_config_*`. Neither may fill the user's caches with this registry's answers. */
function registryEnvironment(url: string, folder: string): Environment {
  return {
    npm_config_registry: url,
    // A person's own npm settings, such as `yes`, must not decide how a journey goes.
    npm_config_userconfig: join(folder, 'npmrc'),
    npm_config_cache: join(folder, 'npm-cache'),
    npm_config_update_notifier: 'false',
    pnpm_config_registry: url,
    pnpm_config_cache_dir: join(folder, 'pnpm-cache'),
    // Packages published seconds ago are what is under test.
    pnpm_config_minimum_release_age: '0',
  }
}
