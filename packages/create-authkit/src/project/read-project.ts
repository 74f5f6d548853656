import { join, posix, resolve } from 'node:path'
import { CliError } from '../cli-error.ts'
import { findBasePath } from './base-path.ts'
import { checkFramework, checkNode, checkVersions } from './check-app.ts'
import { findRootRoute, findStartEntry } from './entry-files.ts'
import { findEnvFiles } from './env-files.ts'
import { installedVersion } from './installed-package.ts'
import { declaredRange, findPackageJson, type PackageJson, scriptsOf } from './package-json.ts'
import { findPackageManager } from './package-manager.ts'
import { isRecord } from './parse-json.ts'
import { findPort } from './port.ts'
import type { Project, RouteFile } from './project.ts'
import { isFile, readText } from './read-text.ts'
import { VENDOR_PACKAGE } from './requirements.ts'
import { findRouteFiles } from './route-files.ts'
import { readRouterConfig, textOption } from './router-config.ts'
import { readSourceStyle } from './source-style.ts'
import { findViteConfigs, NO_FACTS, readViteConfig, type ViteFacts } from './vite-config.ts'
import { findWorkspaceRoot } from './workspace.ts'

/** How many of the app's own route files are read for its style. */
const STYLE_SAMPLE = 1

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
  const versions = readVersions(app, packageManager.name, options)
  const viteConfig = viteConfigs[0] ?? null
  const facts = viteConfig === null ? NO_FACTS : readViteConfig(viteConfig, read(viteConfig) ?? '', read)
  checkRoot(facts)
  const environment = findEnvFiles(root, typeof facts.envDir === 'string' ? facts.envDir : '.', read)
  const router = await readRouterConfig(root, facts.start)
  const routeFiles = router.rules.virtual ? [] : findRouteFiles(root, router.routesDirectory, router)
  const typescript = isTypeScript(root, app, routeFiles)
  const start = facts.start['start']
  const entry = isRecord(start) ? textOption(start, 'entry', 'start.entry') : null
  const rootRoute = findRootRoute(root, router.routesDirectory, router.rules.filePrefix)
  const startEntry = findStartEntry(root, router.srcDirectory, entry, typescript)
  return {
    root,
    workspaceRoot,
    packageJson: { path: 'package.json', text: app.text, data: app.data },
    packageManager,
    versions,
    declared: (name) => declaredRange(app.data, name),
    read,
    typescript,
    srcDirectory: router.srcDirectory,
    routesDirectory: router.routesDirectory,
    routeStyle: isFlat(routeFiles, router.routesDirectory) ? 'flat' : 'nested',
    routeRules: router.rules,
    routeFiles,
    generatedRouteTree: router.generatedRouteTree,
    startEntry,
    rootRoute,
    viteConfig,
    otherViteConfigs: viteConfigs.slice(1),
    port: findPort(scripts, viteConfig, facts),
    basePath: findBasePath(facts.start, facts.base),
    ...(await environment),
    authkitOptions: facts.authkit,
    vendorAuthKit: declaredRange(app.data, VENDOR_PACKAGE) === null ? null : VENDOR_PACKAGE,
    style: readSourceStyle(styleSample(router.srcDirectory, rootRoute.path, viteConfig, routeFiles), read),
  }
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
  if (found === undefined || viteConfigs.length > 0) return
  throw new CliError(`The app is built by Rsbuild (${found}), where a Vite plugin can't be added`, {
    code: 'ERR_UNSUPPORTED_BUNDLER',
    help: "AuthKit's runtime comes through a Vite plugin: build the app with Vite to use it.",
  })
}

function checkRoot(facts: ViteFacts): void {
  if (facts.root === undefined || facts.root === '.' || facts.root === './' || facts.root === '') return
  throw new CliError('The Vite config sets `root`, so the app is not in the folder of its package.json', {
    code: 'ERR_UNREADABLE_CONFIG',
    help: 'Only apps whose root is the folder of their package.json are supported.',
  })
}

function readVersions(
  app: PackageJson,
  packageManager: Project['packageManager']['name'],
  options: ReadProjectOptions,
): Project['versions'] {
  const version = (name: string): { declared: string | null; installed: string | null } => ({
    declared: declaredRange(app.data, name),
    installed: installedVersion(app.folder, name),
  })
  const start = version('@tanstack/react-start')
  const vite = version('vite')
  gate(() => checkVersions(start, vite, packageManager), options)
  return { reactStart: start.installed, vite: vite.installed, react: version('react').installed }
}

function isTypeScript(root: string, app: PackageJson, routeFiles: readonly RouteFile[]): boolean {
  if (isFile(join(root, 'tsconfig.json'))) return true
  if (declaredRange(app.data, 'typescript') !== null) return true
  return routeFiles.some(({ path }) => path.endsWith('.ts') || path.endsWith('.tsx'))
}

/** Whether the app writes `api.users.ts` rather than `api/users.ts`: dots in names, and no folders. */
function isFlat(routeFiles: readonly RouteFile[], routesDirectory: string): boolean {
  const names = routeFiles.map(({ path }) => path.slice(routesDirectory.length + 1))
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
