/** Names of seed files, as they may lie in the root of an app; one of them. */
export const SEED_FILE_NAMES = [
  'authkit.seed.ts',
  'authkit.seed.js',
  'authkit.seed.mjs',
  'authkit.seed.json',
  'authkit.seed.yaml',
  'authkit.seed.yml',
] as const

/**
 * Finds the seed file of an app.
 *
 * @param root absolute path of the app
 * @returns its absolute path, `undefined` when there is none
 * @throws Error when there are several
 */
export async function findSeedFile(root: string): Promise<string | undefined> {
  const [fs, path] = await Promise.all([import('node:fs'), import('node:path')])
  const found = SEED_FILE_NAMES.filter((name) => fs.existsSync(path.join(root, name)))
  const [first, ...others] = found
  if (others.length > 0) {
    throw new Error(`There are several seed files: ${found.join(', ')}. Keep one of them.`)
  }
  return first === undefined ? undefined : path.join(root, first)
}
