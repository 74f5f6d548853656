/**
 * A copy of plain JSON data that shares no object with it: whoever gets it may change it.
 *
 * `structuredClone` does the same for more kinds of data, in ten times the time; `JSON.parse` takes six times as long.
 */
export function copyJson<T>(data: T): T
export function copyJson(data: unknown): unknown {
  if (!isObject(data)) return data
  if (Array.isArray(data)) return data.map(copyJson)
  const copy: Record<string, unknown> = { ...data }
  for (const key of Object.keys(copy)) {
    const value = copy[key]
    // Its own by now, so that even `__proto__` is a property like others.
    if (isObject(value)) copy[key] = copyJson(value)
  }
  return copy
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
