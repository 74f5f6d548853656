/**
 * Whether an entry of the option `serverOnly` names a package, with or without a scope. Everything else is a pattern
 * for files: patterns have a slash or a star.
 */
export function isPackageName(entry: string): boolean {
  return /^(?:@[\w.~-]+\/)?[\w~-][\w.~-]*$/.test(entry)
}
