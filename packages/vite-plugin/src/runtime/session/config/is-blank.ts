/** Whether a value counts as not set: empty text does, since that is how many hosts show a variable nobody filled in. */
export function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}
