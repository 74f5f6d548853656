import { readFileSync, realpathSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findInstalled, findModuleThrough } from '../../src/project/installed-package.ts'
import { readRouterConfig } from '../../src/project/router-config.ts'
import { type Files, installed, makeFolder } from './make-app.ts'

/** The real router-generator, as the app would have it, behind the packages that lead to it. */
function makeInstalledApp(files: Files): string {
  const chain = ['@tanstack/react-start', '@tanstack/start-plugin-core', '@tanstack/router-plugin']
  const root = makeFolder({
    ...Object.assign({}, ...chain.map((name) => installed(name, '1.0.0'))),
    ...files,
  })
  const real = dirname(createRequire(import.meta.url).resolve('@tanstack/router-generator/package.json'))
  symlinkSync(realpathSync(real), join(root, 'node_modules/@tanstack/router-generator'))
  return root
}

describe("the app's own configuration code", () => {
  test('is asked when a decisive setting is there', async () => {
    const root = makeInstalledApp({ 'tsr.config.json': { routeToken: 'layout', routeFilePrefix: 'r-' } })
    expect(await readRouterConfig(root, {})).toMatchObject({
      routeToken: 'layout',
      indexToken: 'index',
      rules: { filePrefix: 'r-', ignorePrefix: '-' },
    })
  })

  test('refuses what the router refuses', async () => {
    const root = makeInstalledApp({ 'tsr.config.json': { routeToken: 'index' } })
    await expect(readRouterConfig(root, {})).rejects.toMatchObject({
      code: 'ERR_INVALID_CONFIG',
      message: expect.stringContaining('"indexToken" and "routeToken" options must be different'),
    })
  })

  test('is not needed for the file that @tanstack/cli writes', async () => {
    const root = makeFolder({ 'tsr.config.json': { target: 'react' } })
    expect(await readRouterConfig(root, {})).toEqual({
      srcDirectory: 'src',
      routesDirectory: 'src/routes',
      generatedRouteTree: 'src/routeTree.gen.ts',
      rules: { filePrefix: '', ignorePrefix: '-', ignorePattern: null, virtual: false },
      virtualRouteConfig: null,
      indexToken: 'index',
      routeToken: 'route',
    })
  })
})

describe('findModuleThrough', () => {
  test('follows a nested installation', () => {
    const root = makeFolder({
      'node_modules/a/package.json': { name: 'a' },
      'node_modules/a/node_modules/b/package.json': {
        name: 'b',
        exports: { '.': { import: { types: './d.ts', default: './index.mjs' } } },
      },
      'node_modules/b/package.json': { name: 'b', main: './wrong.js' },
    })
    expect(findModuleThrough(root, ['a', 'b'])).toBe(
      `file://${realpathSync(root)}/node_modules/a/node_modules/b/index.mjs`,
    )
  })

  test('answers null when one is missing', () => {
    expect(findModuleThrough(makeFolder(installed('a', '1.0.0')), ['a', 'b'])).toBeNull()
  })
})

test('the defaults are those of the installed router', async () => {
  const { configSchema } = await import('@tanstack/router-generator')
  const defaults = configSchema.parse({})
  const config = await readRouterConfig(makeFolder({}), {})
  expect(config.rules.ignorePrefix).toBe(defaults.routeFileIgnorePrefix)
  expect(config.rules.filePrefix).toBe(defaults.routeFilePrefix ?? '')
  expect(config.indexToken).toBe(defaults.indexToken)
  expect(config.routeToken).toBe(defaults.routeToken)
  expect(`./${config.routesDirectory}`).toBe(defaults.routesDirectory)
  expect(`./${config.generatedRouteTree}`).toBe(defaults.generatedRouteTree)
})

test('Start hands both directories to the router itself', () => {
  const plugin = dirname(createRequire(import.meta.url).resolve('vite-plugin-authkit-start/package.json'))
  const start = findInstalled(plugin, '@tanstack/react-start')
  const core = findInstalled(start?.folder ?? '', '@tanstack/start-plugin-core')
  // The reason why a routesDirectory in tsr.config.json has no effect; when this changes, so must readRouterConfig.
  expect(readFileSync(join(core?.folder ?? '', 'src/schema.ts'), 'utf8')).toContain(
    "rawRouterOptions.routesDirectory ?? 'routes'",
  )
})
