import { expect, test } from '@playwright/test'
import { createSignedInFetch } from 'vite-plugin-authkit-start/testing'

test('the API knows who asks', async ({ baseURL }) => {
  const fetchAsBob = await createSignedInFetch({ baseURL, user: 'bob@example.com' })
  const response = await fetchAsBob('/api/me')
  expect(await response.json()).toMatchObject({ email: 'bob@example.com', role: 'member' })
})

test('the API refuses who is not signed in', async ({ baseURL }) => {
  const response = await fetch(new URL('/api/me', baseURL))
  expect(response.status).toBe(401)
})

test('a session goes on when its access token has expired', async ({ baseURL }) => {
  const fetchAsBob = await createSignedInFetch({ baseURL, user: 'bob@example.com', accessTokenLifetime: 1 })
  const expires = async (): Promise<number> => {
    const body = (await (await fetchAsBob('/api/me')).json()) as { expires: number }
    return body.expires
  }
  const first = await expires()
  await expect.poll(expires).toBeGreaterThan(first)
})
