import { createRequire } from 'node:module'
import { join } from 'node:path'

import { type Packages, loadModule } from './load-module.ts'
import { labelOf, standIn } from './stand-in.ts'

/** What an app really does, seen by running its files with stand-ins for its packages. */
export interface RunningApp {
  /** Plugins in their order, in dev and in a build. */
  plugins: { serve: string[]; build: string[] } | null
  /** What the start file gives to Start: middleware in their order; `null` without a start file. */
  requestMiddleware: string[] | null
  /** Names of the start file's other options. */
  startOptions: string[]
  /** The page as HTML: `<page-outlet>` stands for the routes, `<authkit-provider>` for the provider. */
  html: string
}

/** Labels of what the command line adds. */
export const AUTHKIT_PLUGIN = 'vite-plugin-authkit-start.authkit()'
export const START_PLUGIN = '@tanstack/react-start/plugin/vite.tanstackStart()'
export const AUTHKIT_MIDDLEWARE = 'virtual:authkit.authkitMiddleware()'
export const CSRF_MIDDLEWARE = '@tanstack/react-start.createCsrfMiddleware()'

/** Where an app's files are; `null` for what it does not have, or what can't be run. */
export interface AppFiles {
  viteConfig: string | null
  startEntry: string | null
  rootRoute: string | null
  router: string | null
}

const requireFromPlugin = createRequire(join(import.meta.dirname, '../../../../vite-plugin/package.json'))
const react: unknown = requireFromPlugin('react')
const reactDomServer: unknown = requireFromPlugin('react-dom/server')
const REACT: Packages = {
  react,
  'react/jsx-runtime': requireFromPlugin('react/jsx-runtime'),
}

export async function runApp(root: string, files: AppFiles): Promise<RunningApp> {
  const start = files.startEntry === null ? null : await startOptions(root, files.startEntry)
  const middleware = start?.['requestMiddleware']
  return {
    plugins:
      files.viteConfig === null
        ? null
        : {
            serve: await plugins(root, files.viteConfig, { command: 'serve', mode: 'development' }),
            build: await plugins(root, files.viteConfig, { command: 'build', mode: 'production' }),
          },
    requestMiddleware: start === null ? null : Array.isArray(middleware) ? middleware.map(labelOf) : [],
    startOptions: Object.keys(start ?? {}).filter((name) => name !== 'requestMiddleware'),
    html: files.rootRoute === null ? '' : await render(root, files.rootRoute, files.router),
  }
}

async function plugins(root: string, path: string, env: object): Promise<string[]> {
  const { default: exported } = await loadModule(root, path, VITE)
  const config: unknown = await (typeof exported === 'function'
    ? Reflect.apply(exported, null, [env])
    : exported)
  const list: unknown = await resolveAll(Reflect.get(Object(config), 'plugins'))
  return (Array.isArray(list) ? list : []).map(labelOf)
}

/** As Vite reads `plugins`: nested lists and promises opened, what is falsy left out. */
async function resolveAll(list: unknown): Promise<unknown[]> {
  const value: unknown = await list
  if (!Array.isArray(value)) return value === undefined || value === null || value === false ? [] : [value]
  return (await Promise.all(value.map(resolveAll))).flat()
}

const identity = (value: unknown): unknown => value

function merge(one: unknown, other: unknown): unknown {
  const plugins = [one, other].flatMap((config) => Reflect.get(Object(config), 'plugins') ?? [])
  return { ...Object(one), ...Object(other), plugins }
}

/** What Lovable's wrapper makes of its options: Start's plugin is in it, the user's come behind. */
function lovable(options: unknown): () => unknown {
  const own = [START_PLUGIN, '@vitejs/plugin-react.default()'].map(standIn)
  const list = (of: unknown): unknown => Reflect.get(Object(of), 'plugins') ?? []
  return () => ({ plugins: [...own, list(options), list(Reflect.get(Object(options), 'vite'))] })
}

const defineConfig = { defineConfig: identity, mergeConfig: merge, loadEnv: () => ({}), default: identity }
const VITE: Packages = {
  vite: { ...defineConfig, defaultClientConditions: [], defaultServerConditions: [] },
  'vitest/config': defineConfig,
  '@lovable.dev/vite-tanstack-config': { defineConfig: lovable },
}

/** The options that Start reads, as it reads them: of the named export alone. */
async function startOptions(root: string, path: string): Promise<Record<string, unknown>> {
  const createStart = (options: unknown): unknown => ({ getOptions: options })
  const module = await loadModule(root, path, {
    ...REACT,
    '@tanstack/react-start': new Proxy(
      { createStart, __esModule: true },
      {
        get: (target, key) =>
          Reflect.has(target, key)
            ? Reflect.get(target, key)
            : standIn(`@tanstack/react-start.${String(key)}`),
      },
    ),
  })
  const getOptions: unknown = Reflect.get(Object(module['startInstance']), 'getOptions')
  const options: unknown = typeof getOptions === 'function' ? await getOptions() : undefined
  return { ...Object(options) }
}

/** The document, as the router renders it: the root's shell around its component, around the routes. */
async function render(root: string, path: string, router: string | null): Promise<string> {
  const { createElement, Fragment } = Object(react)
  const outlet = (): unknown => createElement('page-outlet')
  const hooks = standIn('Route')
  const createRootRoute = (options: unknown): unknown =>
    new Proxy(Object(hooks), {
      get: (target, key) => (key === 'options' ? options : Reflect.get(target, key)),
    })
  let routerOptions: unknown = {}
  const known: Record<string, unknown> = {
    __esModule: true,
    createRootRoute,
    createRootRouteWithContext: () => createRootRoute,
    createRouter: (options: unknown) => {
      routerOptions = options
      return standIn('router')
    },
    Outlet: outlet,
  }
  const packages: Packages = {
    ...REACT,
    '@tanstack/react-router': new Proxy(known, {
      get: (target, key) =>
        Reflect.has(target, key)
          ? Reflect.get(target, key)
          : standIn(`@tanstack/react-router.${String(key)}`),
    }),
    'virtual:authkit/client': {
      AuthKitProvider: ({ children }: { children?: unknown }) =>
        createElement('authkit-provider', null, children),
    },
  }
  const { Route } = await loadModule(root, path, packages)
  if (router !== null) {
    const { getRouter } = await loadModule(root, router, packages)
    if (typeof getRouter === 'function') await Reflect.apply(getRouter, null, [])
  }
  const options: unknown = Reflect.get(Object(Route), 'options')
  const part = (of: unknown, name: string, fallback: unknown): unknown =>
    Reflect.get(Object(of), name) ?? fallback
  const page = createElement(
    part(options, 'shellComponent', Fragment),
    null,
    createElement(part(options, 'component', outlet)),
  )
  const inner = createElement(part(routerOptions, 'InnerWrap', Fragment), null, page)
  const element = createElement(part(routerOptions, 'Wrap', Fragment), null, inner)
  return Reflect.apply(Object(reactDomServer).renderToStaticMarkup, null, [element])
}
