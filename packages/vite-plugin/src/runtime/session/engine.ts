/** Whether this is Cloudflare's engine, workerd, by the name it gives itself (RFC 9110, section 10.1.5). */
export function isCloudflareWorkers(): boolean {
  const host: { navigator?: { userAgent?: string } } = globalThis
  return host.navigator?.userAgent === 'Cloudflare-Workers'
}
