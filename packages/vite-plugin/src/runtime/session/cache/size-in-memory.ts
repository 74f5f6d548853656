/** Of a text: what V8 takes besides its characters, in bytes. */
const TEXT = 24

/** Of an object or array: what V8 takes besides what is in it. */
const OBJECT = 48

/** A number that isn't a small integer. */
const NUMBER = 24

/** The place of an item in an array. */
const ITEM = 8

/**
 * The place of a property in an object, and what an object of another shape costs on the average: V8 keeps a
 * description of each shape, and those of sessions are mostly the same.
 */
const PROPERTY = 32

/** How many bytes plain JSON data takes in memory: on V8, and rather too many than too few. */
export function sizeInMemory(data: unknown): number {
  if (typeof data === 'string') return TEXT + bytesOf(data)
  if (typeof data === 'number') return NUMBER
  if (typeof data !== 'object' || data === null) return 0
  let size = OBJECT
  if (Array.isArray(data)) {
    for (const item of data) size += ITEM + sizeInMemory(item)
  } else {
    for (const [name, value] of Object.entries(data)) size += PROPERTY + bytesOf(name) + sizeInMemory(value)
  }
  return size
}

/** A text takes one byte for each UTF-16 code unit where all of them are Latin-1, else two. */
function bytesOf(text: string): number {
  return /[^ -ÿ]/.test(text) ? 2 * text.length : text.length
}
