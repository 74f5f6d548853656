/** What the views of a diagnostic need to know about the app. */
export interface DiagnosticView {
  /** Absolute path of the app; files below it are shown relative to it. */
  root: string
  /** Original source of a file, by its absolute path; `undefined` when it is not known: then no frame is drawn. */
  sourceOf: (file: string) => string | undefined
}

/** A file as it is shown: relative to the root where it is below it, with forward slashes. */
export function displayPath(file: string, root: string): string {
  const path = file.replaceAll('\\', '/')
  const base = `${root.replaceAll('\\', '/').replace(/\/+$/u, '')}/`
  return path.startsWith(base) ? path.slice(base.length) : path
}

/** {@link displayPath} for people: a file of a package starts with `node_modules/`, wherever that is. */
export function readablePath(file: string, root: string): string {
  const path = displayPath(file, root)
  const packages = path.lastIndexOf('/node_modules/')
  return packages < 0 ? path : path.slice(packages + 1)
}
