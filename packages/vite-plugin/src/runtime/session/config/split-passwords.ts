/**
 * The passwords in the value of a variable: a JSON array of them, or else the whole value as one. No character could
 * separate several, because each may be part of one.
 */
export function splitPasswords(value: string): readonly unknown[] {
  try {
    const several: unknown = JSON.parse(value)
    return Array.isArray(several) ? several : [value]
  } catch {
    return [value]
  }
}
