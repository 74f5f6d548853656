import { readFile } from 'node:fs/promises'

/** So many files are being read at any time: more do not make it faster, and systems limit the number of open files. */
const AT_ONCE = 32

/**
 * Reads files side by side and hands each over as soon as it is there; a file that can't be read (one that git lists
 * and that is gone) is left out.
 */
export async function readModules(
  files: readonly string[],
  visit: (file: string, source: string) => void,
): Promise<void> {
  const queue = files.values()
  const work = async (): Promise<void> => {
    for (const file of queue) {
      const source = await readSource(file)
      if (source !== undefined) visit(file, source)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}

/** The text of a file; `undefined` when it can't be read. */
export async function readSource(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch {
    return undefined
  }
}
