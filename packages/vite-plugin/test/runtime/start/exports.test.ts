import * as vendor from '@workos/authkit-tanstack-react-start'
import { expect, test } from 'vitest'

import { configure } from '../../../src/runtime/session/index.ts'
import * as browser from '../../../src/runtime/start/browser.ts'
import * as server from '../../../src/runtime/start/server.ts'

test("every one of the vendor's 21 names is exported, as the same kind of thing", () => {
  const kinds = (module: object): [string, string][] =>
    Object.keys(vendor).map((name) => [name, typeof Reflect.get(module, name)])
  expect(Object.keys(vendor)).toHaveLength(21)
  expect(kinds(server)).toEqual(kinds(vendor))
})

test('the browser has the names of the server', () => {
  expect(Object.keys(browser).toSorted()).toEqual(Object.keys(server).toSorted())
})

test('configure is that of the toolkit, and does nothing in the browser', () => {
  expect(server.configure).toBe(configure)
  expect(browser.configure({ cookieName: '' })).toBeUndefined()
})

test.each<[string, (...parameters: never[]) => unknown]>([
  ['getAuthkit', browser.getAuthkit],
  ['getAuthKitContext', browser.getAuthKitContext],
  ['categorizeCallbackError', browser.categorizeCallbackError],
])('%s says in the browser that it is for the server', (name, call) => {
  expect(() => Reflect.apply(call, undefined, [])).toThrow(`${name}() of virtual:authkit runs on the server`)
})
