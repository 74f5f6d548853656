import { describe, expect, test } from 'vitest'

import { isCrossSite, isNavigation, isPrefetch } from '../../../src/runtime/start/request-guards.ts'

function request(headers: Record<string, string>): Request {
  return new Request('https://app.example/', { headers })
}

describe('isPrefetch', () => {
  test.each([
    [{}, false],
    [{ 'sec-purpose': 'prefetch' }, true],
    [{ 'sec-purpose': 'prefetch;prerender' }, true],
    [{ purpose: 'Prefetch' }, true],
    [{ 'x-moz': 'prefetch' }, true],
    [{ purpose: 'preview' }, false],
  ])('%j: %s', (headers, expected) => {
    expect(isPrefetch(request(headers))).toBe(expected)
  })
})

describe('isNavigation', () => {
  test.each([
    [{}, false],
    [{ 'sec-fetch-mode': 'navigate' }, true],
    [{ 'sec-fetch-mode': 'cors' }, false],
    [{ 'sec-fetch-dest': 'document' }, false],
  ])('%j: %s', (headers, expected) => {
    expect(isNavigation(request(headers))).toBe(expected)
  })
})

describe('isCrossSite', () => {
  test.each([
    [{}, false],
    [{ 'sec-fetch-site': 'none' }, false],
    [{ 'sec-fetch-site': 'same-origin' }, false],
    [{ 'sec-fetch-site': 'same-site' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, true],
    [{ 'sec-fetch-site': 'CROSS-SITE' }, true],
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://app.example' }, true],
    [{ origin: 'https://app.example' }, false],
    [{ origin: 'https://evil.example' }, true],
    [{ origin: 'null' }, true],
  ])('%j: %s', (headers, expected) => {
    expect(isCrossSite(request(headers), ['https://app.example'])).toBe(expected)
  })
})
