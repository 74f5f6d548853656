/** Whether cookies for a site reached at this URL are `Secure`; yes for an URL that can't be read. */
export function isSecureUrl(url: string): boolean {
  return !URL.canParse(url) || new URL(url).protocol === 'https:'
}

/** Whether a SameSite setting is `none`, however it is spelled: browsers then insist on `Secure`. */
export function isSameSiteNone(sameSite: string | undefined): boolean {
  return sameSite?.toLowerCase() === 'none'
}
