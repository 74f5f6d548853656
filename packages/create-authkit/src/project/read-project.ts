import { join, posix, resolve } from 'node:path'
import { CliError } from '../cli-error.ts'
import { findBasePath } from './base-path.ts'
import { isCatalogRange, resolveCatalog } from './catalog.ts'
import { checkFramework, checkNode, checkVersions } from './check-app.ts'
import { type EntryFile, findRootRoute, findStartEntry } from './entry-files.ts'
import { findEnvFiles } from './env-files.ts'
import { installedVersion } from './installed-package.ts'
import { lockedVersion } from './locked-version.ts'
import { declaredRange, findPackageJson, type PackageJson, scriptsOf } from './package-json.ts'
import { findPackageManager } from './package-manager.ts'
import { isRecord } from './parse-json.ts'
import { findPort } from './port.ts'
import type { Project, RouteFile } from './project.ts'
import { isFile, readText } from './read-text.ts'
import { CLOUDFLARE_PLUGIN, VENDOR_PACKAGE } from './requirements.ts'
import { findRouteFiles } from './route-files.ts'
import { readRouterConfig, type RouterConfig, textOption } from './router-config.ts'
import { findServerEntry } from './server-entry.ts'
import { readSourceStyle } from './source-style.ts'
import { UNREADABLE } from './static-value.ts'
import { settleStart } from './usual-layout.ts'
import { findVirtualRoutes, type VirtualRoutes } from './virtual-routes.ts'
import {
  findViteConfigs,
  mentionsStart,
  NO_FACTS,
  readViteConfig,
  unreadableOptions,
  type ViteFacts,
} from './vite-config.ts'
import { findViteConfigsBelow, findWorkspaceRoot } from './workspace.ts'

/** How many of the app's own route files are read for its style. */
const STYLE_SAMPLE = 1

/** Start's plugin for Rsbuild. */
const RSBUILD_PLUGIN = '@tanstack/react-start/plugin/rsbuild'

/** So many file names with dots make a habit. */
const FLAT_EVIDENCE = 3

/** Settings that `doctor` and tests change. */
export interface ReadProjectOptions {
  /** Version of the running Node. Default that of this process. */
  nodeVersion?: string
  /** Gets what is too old (`ERR_NODE_TOO_OLD`, `ERR_START_TOO_OLD`, `ERR_VITE_TOO_OLD`), which otherwise is thrown. */
  onTooOld?: (error: CliError) => void
}

/**
 * Reads what the command line needs to know about the app in a folder. Nothing is written, no code of the app
 * is run, and what can't be known for sure is refused rather than guessed.
 *
 * @param cwd absolute path of a folder in the app
 * @throws CliError with one of: `ERR_NO_SUCH_FOLDER`, `ERR_NO_PACKAGE_JSON`, `ERR_INVALID_JSON`,
 * `ERR_NODE_TOO_OLD`, `ERR_UNSUPPORTED_FRAMEWORK`, `ERR_WORKSPACE_ROOT`, `ERR_ROUTER_WITHOUT_START`,
 * `ERR_NOT_START_APP`, `ERR_UNSUPPORTED_BUNDLER`, `ERR_START_TOO_OLD`, `ERR_VITE_TOO_OLD`,
 * `ERR_UNREADABLE_CONFIG`, `ERR_INVALID_CONFIG`, `ERR_READ_FAILED`
 */
export async function readProject(cwd: string, options: ReadProjectOptions = {}): Promise<Project> {
  const app = findPackageJson(resolve(cwd))
  gate(() => checkNode(options.nodeVersion ?? process.versions.node), options)
  checkFramework(app, resolve(cwd))
  const root = app.folder
  const read = createReader(root)
  const scripts = scriptsOf(app.data)
  const viteConfigs = findViteConfigs(root, scripts)
  checkBundler(root, viteConfigs)
  const workspaceRoot = findWorkspaceRoot(root)
  const packageManager = await findPackageManager(root, workspaceRoot)
  const versionOf = versionReader(app, workspaceRoot, packageManager)
  const versions = readVersions(versionOf, packageManager.name, options)
  const viteConfig = viteConfigs[0] ?? null
  const facts = viteConfig === null ? NO_FACTS : readViteConfig(viteConfig, read(viteConfig) ?? '', read)
  checkRoot(facts)
  const settled = settleStart(root, viteConfig, facts)
  if (settled === null && facts.hidden !== null) throw unreadableOptions(facts.hidden)
  const startOptions = settled?.start ?? facts.start
  const envDir = typeof facts.envDir === 'string' ? facts.envDir : '.'
  const isWorker = declaredRange(app.data, CLOUDFLARE_PLUGIN) !== null
  const environment = findEnvFiles(root, { envDir, isWorker }, read)
  const router = await readRouterConfig(root, startOptions)
  const virtual = router.rules.virtual ? findVirtualRoutes(router.virtualRouteConfig, viteConfig, read) : null
  const routeFiles = router.rules.virtual
    ? (virtual?.routes ?? []).map(({ path, route }) => ({
        path: posix.join(router.routesDirectory, path),
        route,
      }))
    : findRouteFiles(root, router.routesDirectory, router)
  const typescript = isTypeScript(root, app, routeFiles)
  const start = startOptions['start']
  const entry = isRecord(start) ? textOption(start, 'entry', 'start.entry') : null
  const server = startOptions['server']
  const serverOption = isRecord(server) && typeof server['entry'] === 'string' ? server['entry'] : null
  const rootRoute = rootRouteOf(root, router, virtual)
  checkRootRoute(root, rootRoute, router, viteConfig)
  const startEntry = findStartEntry(root, router.srcDirectory, entry, typescript)
  return {
    root,
    workspaceRoot,
    packageJson: { path: 'package.json', text: app.text, data: app.data },
    packageManager,
    versions,
    versionOf,
    declared: (name) => declaredRange(app.data, name),
    read,
    typescript,
    srcDirectory: router.srcDirectory,
    routesDirectory: router.routesDirectory,
    virtualRoutes: virtual?.path ?? null,
    routeStyle: !router.rules.virtual && isFlat(routeFiles, router.routesDirectory) ? 'flat' : 'nested',
    routeRules: router.rules,
    routeFiles,
    generatedRouteTree: router.generatedRouteTree,
    startEntry,
    rootRoute,
    serverEntry: findServerEntry(root, router.srcDirectory, serverOption),
    viteConfig,
    otherViteConfigs: viteConfigs.slice(1),
    proxied: facts.proxied,
    assumptions: [...(settled?.assumption ? [settled.assumption] : []), ...unreadOptions(viteConfig, facts)],
    port: findPort(scripts, facts),
    basePath: findBasePath(startOptions, facts.base),
    isSpa: isSpa(startOptions['spa']),
    ...(await environment),
    authkitOptions: facts.authkit,
    vendorAuthKit: declaredRange(app.data, VENDOR_PACKAGE) === null ? null : VENDOR_PACKAGE,
    style: readSourceStyle(styleSample(router.srcDirectory, rootRoute.path, viteConfig, routeFiles), read),
  }
}

/** With the option, Start builds a shell unless that says otherwise. */
function isSpa(option: unknown): boolean {
  if (!isRecord(option)) return false
  const enabled = option['enabled']
  return enabled === undefined || enabled === true
}

/** Throws what a check of versions finds, or hands it to whoever wants to know it. */
function gate(check: () => void, { onTooOld }: ReadProjectOptions): void {
  try {
    check()
  } catch (error) {
    if (onTooOld === undefined || !(error instanceof CliError)) throw error
    onTooOld(error)
  }
}

function createReader(root: string): (path: string) => string | null {
  const texts = new Map<string, string | null>()
  return (path) => {
    const known = texts.get(path)
    if (known !== undefined) return known
    const text = readText(join(root, path))
    texts.set(path, text)
    return text
  }
}

function checkBundler(root: string, viteConfigs: readonly string[]): void {
  const rsbuild = ['ts', 'mts', 'js', 'mjs'].map((extension) => `rsbuild.config.${extension}`)
  const found = rsbuild.find((name) => isFile(join(root, name)))
  if (found === undefined) return
  // Beside Start's Rsbuild plugin a Vite config may be there for tests.
  const isStart = (readText(join(root, found)) ?? '').includes(RSBUILD_PLUGIN)
  if (viteConfigs.some((path) => mentionsStart(root, path)) || (viteConfigs.length > 0 && !isStart)) return
  throw new CliError(`The app is built by Rsbuild (${found}), where a Vite plugin can't be added`, {
    code: 'ERR_UNSUPPORTED_BUNDLER',
    help: "AuthKit's runtime comes through a Vite plugin: build the app with Vite to use it.",
  })
}

/** The root route file: the one that the virtual route configuration names, or the one of the routes directory. */
function rootRouteOf(
  root: string,
  { routesDirectory, rules }: RouterConfig,
  virtual: VirtualRoutes | null,
): EntryFile {
  if (virtual === null) return findRootRoute(root, routesDirectory, rules.filePrefix)
  const file = posix.join(routesDirectory, virtual.root)
  return { path: file, exists: isFile(join(root, file)) }
}

/** An app without a root route is none, or one that we read wrongly: nothing must be written into it then. */
function checkRootRoute(
  root: string,
  rootRoute: EntryFile,
  { rules }: RouterConfig,
  viteConfig: string | null,
): void {
  if (rootRoute.exists || rules.virtual) return
  if (viteConfig !== null) {
    throw new CliError(`There is no root route: ${rootRoute.path}, where Start looks for it, is not there`, {
      code: 'ERR_UNREADABLE_CONFIG',
      help: `Nothing was changed. When the app runs, ${viteConfig} says in a way that can't be read where its routes are:
write \`srcDirectory\` and \`routesDirectory\` of Start's plugin as literals there.`,
    })
  }
  const below = findViteConfigsBelow(root, mentionsStart)
  throw new CliError(
    `${root} lists @tanstack/react-start, but has neither a Vite config nor ${rootRoute.path}`,
    {
      code: 'ERR_NOT_START_APP',
      help:
        below.length === 0
          ? 'Go to your app, or name its folder with --cwd.'
          : [
              'These folders look like apps, but have no package.json of their own, which a change of the app needs:',
              ...below.map((path) => `  ${path}`),
            ].join('\n'),
    },
  )
}

/** What of the configuration has an influence and can't be read. */
function unreadOptions(viteConfig: string | null, facts: ViteFacts): string[] {
  const unread = [
    ...(facts.envDir === UNREADABLE
      ? ['`envDir` can not be read, so secrets go where Vite looks by default']
      : []),
    ...(facts.base === UNREADABLE ? ['`base` can not be read, so the app is taken to be served at /'] : []),
  ]
  return unread.map((text) => `${viteConfig ?? ''}: ${text}.`)
}

function checkRoot({ root }: ViteFacts): void {
  if (root === undefined || root === '.' || root === './' || root === '') return
  const reason =
    root === UNREADABLE
      ? '`root` of the Vite config can not be read, so the app may be in another folder than its package.json'
      : 'The Vite config sets `root`, so the app is not in the folder of its package.json'
  throw new CliError(reason, {
    code: 'ERR_UNREADABLE_CONFIG',
    help: 'Only apps whose root is the folder of their package.json are supported.',
  })
}

/** Answers with what is known of a package's version. */
function versionReader(
  { folder, data }: PackageJson,
  workspaceRoot: string | null,
  { lockfile }: Project['packageManager'],
): Project['versionOf'] {
  return (name) => {
    const written = declaredRange(data, name)
    const version =
      written === null || lockfile === null ? null : lockedVersion(folder, lockfile, name, written)
    return {
      declared: written === null ? null : resolveCatalog(written, name, workspaceRoot ?? folder),
      inCatalog: written !== null && isCatalogRange(written),
      locked: version === null || lockfile === null ? null : { version, lockfile: posix.basename(lockfile) },
      installed: installedVersion(folder, name),
    }
  }
}

function readVersions(
  versionOf: Project['versionOf'],
  packageManager: Project['packageManager']['name'],
  options: ReadProjectOptions,
): Project['versions'] {
  const start = versionOf('@tanstack/react-start')
  const vite = versionOf('vite')
  gate(() => checkVersions(start, vite, packageManager), options)
  return { reactStart: start.installed, vite: vite.installed, react: versionOf('react').installed }
}

function isTypeScript(root: string, app: PackageJson, routeFiles: readonly RouteFile[]): boolean {
  if (isFile(join(root, 'tsconfig.json'))) return true
  if (declaredRange(app.data, 'typescript') !== null) return true
  return routeFiles.some(({ path }) => path.endsWith('.ts') || path.endsWith('.tsx'))
}

/**
 * Whether the app writes `api.users.ts` rather than `api/users.ts`: dots in names, and no folders. Many write their
 * pages flat and have a folder for the API, which is where ours belong.
 */
function isFlat(routeFiles: readonly RouteFile[], routesDirectory: string): boolean {
  const names = routeFiles.map(({ path }) => path.slice(routesDirectory.length + 1))
  if (names.some((name) => name.startsWith('api/'))) return false
  const nested = names.filter((name) => name.includes('/')).length
  const dotted = names.filter((name) => name.split('.').length > 2).length
  return dotted >= FLAT_EVIDENCE && dotted > nested
}

function styleSample(
  srcDirectory: string,
  rootRoute: string,
  viteConfig: string | null,
  routeFiles: readonly RouteFile[],
): string[] {
  const routers = ['router.tsx', 'router.ts', 'router.jsx', 'router.js'].map((name) =>
    posix.join(srcDirectory, name),
  )
  const routes = routeFiles.slice(0, STYLE_SAMPLE).map(({ path }) => path)
  return [...routers, rootRoute, ...routes, ...(viteConfig === null ? [] : [viteConfig])]
}
