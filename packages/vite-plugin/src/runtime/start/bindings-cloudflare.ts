/** `virtual:authkit/bindings` where the server is a Cloudflare Worker, which may have no `process.env`. */
import { env } from 'cloudflare:workers'

/** A variable or secret of the Worker. */
export function readBinding(name: string): unknown {
  return env[name]
}
