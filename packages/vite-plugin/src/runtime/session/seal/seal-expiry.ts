/** Fields of a seal before the one that says when it expires: format, password id, salt, IV, text. */
const FIELDS_BEFORE = 5

/**
 * When a seal expires, in milliseconds since the epoch, as it says itself without being opened: whoever sent it may have
 * written that. `undefined` when it doesn't say.
 */
export function readSealExpiry(sealed: string): number | undefined {
  const expiry = sealed.split('*', FIELDS_BEFORE + 1)[FIELDS_BEFORE]
  return expiry !== undefined && /^\d+$/.test(expiry) ? Number(expiry) : undefined
}
