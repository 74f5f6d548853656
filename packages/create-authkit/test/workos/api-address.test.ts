import { expect, test } from 'vitest'

import { apiAddress } from '../../src/workos/api-address.ts'

const environment = (variables: Record<string, string>) =>
  new Map(Object.entries(variables).map(([name, value]) => [name, { value, path: null }]))

test.each([
  { variables: {}, is: 'https://api.workos.com' },
  { variables: { WORKOS_API_HOSTNAME: 'api.eu.example' }, is: 'https://api.eu.example' },
  {
    variables: { WORKOS_API_HOSTNAME: 'localhost', WORKOS_API_PORT: '4100', WORKOS_API_HTTPS: 'false' },
    is: 'http://localhost:4100',
  },
])('$variables: $is', ({ variables, is }) => {
  expect(apiAddress(environment(variables)).origin).toBe(is)
})

test.each([
  { variables: { WORKOS_API_HTTPS: 'false' }, says: 'without https' },
  { variables: { WORKOS_API_HOSTNAME: 'a b' }, says: 'no address' },
])('$variables: $says', ({ variables, says }) => {
  expect(() => apiAddress(environment(variables))).toThrow(says)
})
