import type { ServerResponse } from 'node:http'

/**
 * Lets no page of another origin read an answer. Vite has allowed it already, as `server.cors` says; which is for the
 * app, and what the plugin itself serves is not for other origins.
 */
export function forbidReading(response: ServerResponse): void {
  for (const name of response.getHeaderNames()) {
    if (name.startsWith('access-control-')) response.removeHeader(name)
  }
}
