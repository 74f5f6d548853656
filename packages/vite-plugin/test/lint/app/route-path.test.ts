import { describe, expect, test } from 'vitest'

import { SUGGESTED_PATHS } from '../../../src/lint/app/route-source.ts'
import { mayAnswer, routePathOf } from '../../../src/lint/app/route-path.ts'
import {
  DEFAULT_CALLBACK_PATH,
  DEFAULT_SIGN_IN_PATH,
  DEFAULT_SIGN_OUT_PATH,
} from '../../../src/runtime/build-config.ts'

test.each([
  { id: '/', path: '/' },
  { id: '/api/auth/callback', path: '/api/auth/callback' },
  { id: '/api/auth/callback/', path: '/api/auth/callback' },
  { id: '/_app/account', path: '/account' },
  { id: '/(auth)/login', path: '/login' },
  { id: '/posts_/$id', path: '/posts/$id' },
  { id: '/_app/(a)/b_/_c', path: '/b' },
])('the route $id answers $path', ({ id, path }) => {
  expect(routePathOf(id)).toBe(path)
})

describe('a route may answer', () => {
  test.each<{ route: string; path: string; basePath?: string; answer: boolean }>([
    { route: '/a/b', path: '/a/b', basePath: '/', answer: true },
    { route: '/a/b', path: '/a/b/', basePath: '/', answer: true },
    { route: '/a/b', path: '/a', basePath: '/', answer: false },
    { route: '/b', path: '/a/b', basePath: '/', answer: false },
    { route: '/b', path: '/a/b', basePath: '/a', answer: true },
    { route: '/b', path: '/b', basePath: '/a', answer: true },
    { route: '/b', path: '/c/b', basePath: '/a', answer: false },
    { route: '/b', path: '/a/b', answer: true },
    { route: '/', path: '/a', answer: true },
    { route: '/c', path: '/a/b', answer: false },
    { route: '/$', path: '/a/b', basePath: '/', answer: true },
    { route: '/a/$', path: '/b/c', basePath: '/', answer: false },
    { route: '/a/$x', path: '/a/b', basePath: '/', answer: true },
    { route: '/a/$x', path: '/a/b/c', basePath: '/', answer: false },
    { route: '/a/{$}.json', path: '/a/b', basePath: '/', answer: true },
    { route: '/a/v{$x}', path: '/a/v1', basePath: '/', answer: true },
    { route: '/{-$locale}/a', path: '/a', basePath: '/', answer: true },
    { route: '/{-$locale}/a', path: '/de/a', basePath: '/', answer: true },
  ])('$route, $path below $basePath: $answer', ({ route, path, basePath, answer }) => {
    expect(mayAnswer(route, path, basePath)).toBe(answer)
  })
})

test('the suggested paths are those that the plugin expects', () => {
  expect(SUGGESTED_PATHS).toStrictEqual({
    callback: DEFAULT_CALLBACK_PATH,
    signIn: DEFAULT_SIGN_IN_PATH,
    signOut: DEFAULT_SIGN_OUT_PATH,
  })
})
