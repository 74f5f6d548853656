const OFFSET_BASIS = 0x811c9dc5
const PRIME = 0x01000193

/**
 * FNV-1a, 32 bits, of the UTF-8 bytes: 8 lowercase hexadecimal digits. Tells concurrent sign-ins, and the
 * parts of one session from those of another; it protects nothing.
 */
export function fnv1a32(text: string): string {
  let hash = OFFSET_BASIS
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, PRIME)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
