import { createFileRoute } from '@tanstack/react-router'
import { getAuthkit } from '#auth'

/** Times `withAuth` inside the built server: the cookies of the body, one request each, one after the other. */
export const Route = createFileRoute('/api/with-auth')({
  server: {
    handlers: {
      POST: async ({ request }) => {
        const cookies = (await request.json()) as string[]
        const authkit = await getAuthkit()
        const requests = cookies.map(
          (cookie) => new Request('http://localhost/', { headers: { cookie: `theme=dark; ${cookie}` } }),
        )
        const start = performance.now()
        for (const each of requests) {
          const { auth } = await authkit.withAuth(each)
          if (auth.user === null) return new Response('Nobody is signed in.', { status: 401 })
        }
        return Response.json((performance.now() - start) / requests.length)
      },
    },
  },
})
