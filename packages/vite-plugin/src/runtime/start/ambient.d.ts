/** A Worker's bindings (https://developers.cloudflare.com/workers/runtime-apis/bindings/); other modules of the platform aren't used. */
declare module 'cloudflare:workers' {
  export const env: Readonly<Record<string, unknown>>
}

/** For the server's side of the runtime only: one of `bindings-cloudflare.ts` and `no-bindings.ts`. */
declare module 'virtual:authkit/bindings' {
  export { readBinding } from './no-bindings.ts'
}
