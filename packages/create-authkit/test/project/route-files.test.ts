import { describe, expect, test } from 'vitest'
import { findRouteFiles, isTaken, routePathOf, type RouteNaming } from '../../src/project/route-files.ts'
import { makeFolder } from './make-app.ts'

const NAMING: RouteNaming = {
  rules: { filePrefix: '', ignorePrefix: '-', ignorePattern: null, virtual: false },
  indexToken: 'index',
  routeToken: 'route',
}

describe('routePathOf', () => {
  test.each([
    ['index.tsx', '/'],
    ['about.tsx', '/about'],
    ['api/auth/$.ts', '/api/auth/$'],
    ['api.auth.$.ts', '/api/auth/$'],
    ['posts/index.tsx', '/posts'],
    ['posts.index.tsx', '/posts'],
    ['posts/route.tsx', '/posts'],
    ['posts/$postId.lazy.tsx', '/posts/$postId'],
    ['_auth.tsx', '/'],
    ['_auth/login.tsx', '/login'],
    ['(marketing)/pricing.tsx', '/pricing'],
    ['posts_.$postId.edit.tsx', '/posts/$postId/edit'],
    ['sitemap[.]xml.ts', '/sitemap.xml'],
    ['api/sign-in.ts', '/api/sign-in'],
  ])('%s is %s', (file, route) => {
    expect(routePathOf(file, NAMING)).toBe(route)
  })

  test('other tokens and a prefix', () => {
    const naming = { ...NAMING, routeToken: 'layout', rules: { ...NAMING.rules, filePrefix: 'r-' } }
    expect(routePathOf('r-api/r-auth/r-layout.ts', naming)).toBe('/api/auth')
  })
})

describe('isTaken', () => {
  test.each([
    ['callback.ts', NAMING.rules, true],
    ['-helper.ts', NAMING.rules, false],
    ['.hidden.ts', NAMING.rules, false],
    ['api', { ...NAMING.rules, ignorePattern: '^api$' }, false],
    ['api', { ...NAMING.rules, filePrefix: 'r-' }, false],
    ['-kept.ts', { ...NAMING.rules, ignorePrefix: '' }, true],
  ])('%s', (name, rules, taken) => {
    expect(isTaken(name, rules)).toBe(taken)
  })
})

test('findRouteFiles leaves out the root route, other files and ignored folders', () => {
  const root = makeFolder({
    'src/routes/__root.tsx': '',
    'src/routes/index.tsx': '',
    'src/routes/styles.css': '',
    'src/routes/-components/button.tsx': '',
    'src/routes/api/auth/$.ts': '',
  })
  expect(findRouteFiles(root, 'src/routes', NAMING)).toEqual([
    { path: 'src/routes/api/auth/$.ts', route: '/api/auth/$' },
    { path: 'src/routes/index.tsx', route: '/' },
  ])
})
