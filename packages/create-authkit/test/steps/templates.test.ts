import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { renderTemplates } from '../../../../templates/embed.ts'
import { wrapWithProvider } from '../../src/codemods/root-route/wrap-with-provider.ts'
import { addMiddleware } from '../../src/codemods/start-file/add-middleware.ts'
import { addPlugin } from '../../src/codemods/vite-config/add-plugin.ts'
import { VIRTUAL_TYPES_REFERENCE } from '../../src/codemods/vite-env-reference.ts'
import { PARSER_DEPENDENCY, PLUGIN_DEPENDENCY } from '../../src/steps/manifest.ts'
import { TEMPLATES } from '../../src/steps/templates.gen.ts'
import { makeApp } from '../project/make-app.ts'
import { planApp, textOf } from './plan-app.ts'

const text = (path: string): string => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8')

test('the embedded templates are those of templates/files', async () => {
  expect(text('packages/create-authkit/src/steps/templates.gen.ts')).toBe(await renderTemplates())
})

describe('what the command line writes', () => {
  test.each([
    ['src/start.ts', 'start.ts'],
    ['src/routes/api/auth/callback.ts', 'routes/api/auth/callback.ts'],
    ['src/routes/api/auth/sign-in.ts', 'routes/api/auth/sign-in.ts'],
    ['src/routes/api/auth/sign-out.ts', 'routes/api/auth/sign-out.ts'],
    ['src/vite-env.d.ts', 'vite-env.d.ts'],
  ])('%s is exactly the template, in an app of the same style', async (path, template) => {
    expect(textOf(await planApp(makeApp()), path)).toBe(text(`templates/files/${template}`))
  })
})

describe('the app around the templates is what the codemods would make of it', () => {
  test('root route', () => {
    const path = 'templates/files/routes/__root.tsx'
    expect(wrapWithProvider(path, text(path))).toEqual({ status: 'unchanged' })
  })

  test('start file', () => {
    expect(addMiddleware('start.ts', TEMPLATES.start)).toEqual({ status: 'unchanged' })
  })

  test('Vite configuration', () => {
    const path = 'templates/vite.config.ts'
    expect(addPlugin(path, text(path))).toEqual({ status: 'unchanged' })
  })

  test('types', () => {
    expect(TEMPLATES.viteEnv).toBe(`${VIRTUAL_TYPES_REFERENCE}\n`)
  })
})

test('the start file of an app without one and of one with an empty one are set up alike', () => {
  const empty =
    "import { createStart } from '@tanstack/react-start'\n\nexport const startInstance = createStart(() => ({}))\n"
  const result = addMiddleware('start.ts', empty)
  const withoutComment = TEMPLATES.start.replace(/^\/\/.*\n/m, '')
  expect(result).toEqual({ status: 'changed', text: withoutComment })
})

describe('versions', () => {
  test('the plugin is that of this release', () => {
    const { name, version } = JSON.parse(text('packages/vite-plugin/package.json'))
    expect(PLUGIN_DEPENDENCY).toEqual({ name, range: `^${version}` })
  })

  test('the parser is the one the plugin is tested with', () => {
    const { devDependencies } = JSON.parse(text('packages/vite-plugin/package.json'))
    expect(PARSER_DEPENDENCY.range).toBe(`^${devDependencies['oxc-parser']}`)
  })
})
