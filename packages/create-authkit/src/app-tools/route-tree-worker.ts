/**
 * Run as a process of its own: `node route-tree-worker.js <app> <vite config>` generates the route tree as
 * `vite dev` would, with the app's own Vite, its own Start plugin and its own options.
 *
 * The router generates its tree when Vite has resolved its configuration. So the app's Vite configuration is
 * loaded, everything but TanStack's own plugins is left out, and what remains is resolved: no other plugin runs.
 */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

interface Plugin {
  name: string
}

/** What is used of the app's Vite, 7 or 8. */
interface Vite {
  loadConfigFromFile(
    env: { command: 'serve'; mode: string },
    configFile: string,
    root: string,
    logLevel: 'silent',
  ): Promise<{ config: { root?: string; plugins?: unknown } } | null>
  resolveConfig(
    config: { root: string; configFile: false; plugins: Plugin[]; logLevel: 'silent' },
    command: 'serve',
    mode: string,
  ): Promise<unknown>
}

/** Names of TanStack's plugins, as Start 1.168 to 1.170 give them. */
const TANSTACK_PLUGIN = /^(tanstack|unplugin:router|start-)/

const [root = '', configFile = ''] = process.argv.slice(2)

try {
  await generate()
} catch (error) {
  process.exitCode = 1
  // oxlint-disable-next-line no-console -- what the caller shows
  console.error(describe(error))
}

async function generate(): Promise<void> {
  process.chdir(root)
  const fromApp = createRequire(join(root, 'package.json'))
  const vite = (await import(pathToFileURL(fromApp.resolve('vite')).href)) as Vite

  const loaded = await vite.loadConfigFromFile(
    { command: 'serve', mode: 'development' },
    join(root, configFile),
    root,
    'silent',
  )
  if (loaded === null) throw new Error(`${configFile} could not be loaded`)

  const plugins = (await flatten(loaded.config.plugins)).filter(({ name }) => TANSTACK_PLUGIN.test(name))
  if (plugins.length === 0) throw new Error(`${configFile} does not use the plugin of TanStack Start`)

  // The router's plugin prints the errors of its generator and goes on: that is the only sign of them.
  /* oxlint-disable no-console -- this process watches what others print */
  const printError = console.error
  console.error = (...args: unknown[]): void => {
    process.exitCode = 1
    printError(...args.map(describe))
  }
  /* oxlint-enable no-console */

  await vite.resolveConfig(
    { ...loaded.config, root: loaded.config.root ?? root, configFile: false, plugins, logLevel: 'silent' },
    'serve',
    'development',
  )
}

/** An error without its stack but for where it was thrown; a bundler's message shows the place itself. */
function describe(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return thrown
  const { name, message, stack = '' } = thrown
  const frames = stack.split('\n').filter((line) => line.startsWith('    at '))
  return [`${name}: ${message}`, ...(message.includes('\n') ? [] : frames.slice(0, 1))].join('\n')
}

async function flatten(plugins: unknown): Promise<Plugin[]> {
  const resolved: unknown = await plugins
  if (Array.isArray(resolved)) return (await Promise.all(resolved.map(flatten))).flat()
  return isPlugin(resolved) ? [resolved] : []
}

function isPlugin(value: unknown): value is Plugin {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string'
}
