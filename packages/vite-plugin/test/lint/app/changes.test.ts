import { describe, expect, test } from 'vitest'

import { outline, type Files } from '../app-fixture.ts'
import { foundBy, CSRF, USE } from './sound-app.ts'

const IMPORTS = `
import { createCsrfMiddleware, createMiddleware, createStart } from '@tanstack/react-start'
import { authkitMiddleware } from 'virtual:authkit'
${CSRF}
`
const start = (source: string): Files => ({ 'src/lib/user.ts': USE, 'src/start.ts': `${IMPORTS}${source}` })
const REST = 'createStart(() => ({ requestMiddleware }))'

describe('nothing is said of', () => {
  test.each<{ name: string; files: Files; options?: object }>([
    {
      name: 'a list of another module that it is pushed to here',
      files: {
        ...start(`import { requestMiddleware } from './list'
          if (process.env.AUTH) requestMiddleware.push(authkitMiddleware())
          export const startInstance = ${REST}`),
        'src/list.ts': `${IMPORTS}export const requestMiddleware = [csrf]`,
      },
    },
    {
      name: 'a list of another module that a third one changes',
      files: {
        ...start(`import { requestMiddleware } from './list'
          import './install'
          export const startInstance = ${REST}`),
        'src/list.ts': `${IMPORTS}export const requestMiddleware = [csrf]`,
        'src/install.ts':
          "import { requestMiddleware } from './list'\nimport { install } from '@acme/auth'\ninstall(requestMiddleware)",
      },
    },
    {
      name: 'a list that a namespace is written through',
      files: {
        ...start(`import * as lists from './lists'
          import { everything } from '@acme/auth'
          lists.all.push(everything)
          export const startInstance = createStart(() => ({ requestMiddleware: lists.all }))`),
        'src/lists.ts': `${IMPORTS}export const all = [csrf]`,
      },
    },
    {
      name: 'a list that is pushed to by another name',
      files: start(`import { everything } from '@acme/auth'
        const requestMiddleware = [csrf]
        const list = requestMiddleware
        list.push(everything)
        export const startInstance = ${REST}`),
    },
    {
      name: 'a list in an object that is pushed to',
      files: start(`import { everything } from '@acme/auth'
        export const startInstance = createStart(() => {
          const options = { requestMiddleware: [csrf] }
          options.requestMiddleware.push(everything)
          return options
        })`),
    },
    {
      name: 'a list that a holder is written through',
      files: start(`import { everything } from '@acme/auth'
        const requestMiddleware = [csrf]
        const { list } = { list: requestMiddleware }
        list.push(everything)
        export const startInstance = ${REST}`),
    },
    {
      name: 'an option that is assigned later',
      files: start(`import { everything } from '@acme/auth'
        export const startInstance = createStart(() => {
          const options = {}
          options.requestMiddleware = [csrf, everything]
          return options
        })`),
    },
    {
      name: 'a member that is assigned later',
      files: start(`import { everything } from '@acme/auth'
        const own = { csrf, auth: undefined }
        own.auth = everything
        export const startInstance = createStart(() => ({ requestMiddleware: [own.csrf, own.auth] }))`),
    },
    {
      name: 'a list that the object’s own method adds to',
      files: start(`import { everything } from '@acme/auth'
        const builder = { list: [csrf], use(middleware) { this.list.push(middleware); return this } }
        builder.use(everything)
        export const startInstance = createStart(() => ({ requestMiddleware: builder.list }))`),
    },
  ])('$name', async ({ files, options }) => {
    expect(outline(await foundBy('AK010', files, { options }), files)).toStrictEqual([])
  })
})

describe('known all the same are', () => {
  test.each<{ name: string; files: Files; at: string }>([
    {
      name: 'lists and options that are only read, by other names too',
      files: {
        ...start(`import { parts } from './parts'
          import * as all from './parts'
          const { lists: { base } } = parts
          const copy = base
          console.log(copy.length, all.parts.lists.base.map(String))
          const options = { requestMiddleware: [...copy, ...base.filter(Boolean)] }
          export const startInstance = createStart(() => options)`),
        'src/parts.ts': `${IMPORTS}export const parts = { lists: { base: [csrf] } }`,
        'src/other.ts': "import { parts } from './parts'\nexport const count = parts.lists.base.length",
      },
      at: 'src/start.ts: requestMiddleware',
    },
  ])('$name', async ({ files, at }) => {
    expect(outline(await foundBy('AK010', files), files)).toStrictEqual([`AK010 ${at}`])
  })
})
