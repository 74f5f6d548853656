/** A redirect that is never cached: 303 after a form, 302 after a navigation. */
export function redirect(status: 302 | 303, location: string): Response {
  return new Response(null, { status, headers: { location, 'cache-control': 'no-store' } })
}
