/** Whether a browser only speculates that the user will come here (Sec-Purpose, and its older name Purpose). */
export function isPrefetch({ headers }: Request): boolean {
  return [headers.get('sec-purpose'), headers.get('purpose'), headers.get('x-moz')].some((purpose) =>
    purpose?.toLowerCase().includes('prefetch'),
  )
}

/** Whether a browser opens a page with this request, as it says since 2023 (Sec-Fetch-Mode). */
export function isNavigation({ headers }: Request): boolean {
  return headers.get('sec-fetch-mode')?.toLowerCase() === 'navigate'
}

/** Whether whoever asks can show a page. */
export function acceptsHtml({ headers }: Request): boolean {
  return headers.get('accept')?.toLowerCase().includes('text/html') ?? false
}

/**
 * Whether another site made this request: by Sec-Fetch-Site, or where a browser doesn't send it, by Origin.
 *
 * @param origins the origins of this app
 */
export function isCrossSite({ headers }: Request, origins: readonly string[]): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site.toLowerCase() === 'cross-site'
  const origin = headers.get('origin')
  return origin !== null && !origins.includes(origin)
}
