import { posix } from 'node:path'
import { Node } from 'ts-morph'
import { importOf, resolveName } from '../codemods/syntax/binding.ts'
import { valueOf } from '../codemods/syntax/value.ts'
import { staticValue, UNREADABLE } from './static-value.ts'

/**
 * The folder that an expression of a Vite configuration names: a literal as it is, and one that is told by where the
 * configuration lies from the app's folder: `__dirname`, `fileURLToPath(new URL('../..', import.meta.url))`,
 * `path.resolve(import.meta.dirname, 'env')`. Anything else is what {@link staticValue} answers.
 *
 * @param own the folder of the configuration, from the app's
 */
export function folderValue(expression: Node, own: string): unknown {
  const value = staticValue(expression)
  if (value !== UNREADABLE) return value
  const folder = folderOf(expression, own)
  return folder === null ? UNREADABLE : withoutEnd(posix.normalize(folder))
}

function folderOf(expression: Node, own: string): string | null {
  const value = valueOf(expression)
  const here = placeOf(value)
  if (here !== null) return here === 'folder' ? own : null
  if (Node.isPropertyAccessExpression(value) && value.getName() === 'pathname')
    return urlFolder(value.getExpression(), own)
  if (!Node.isCallExpression(value)) return null
  const [first, ...others] = value.getArguments()
  if (value.getExpression().getText() === 'process.cwd') return '.'
  if (first === undefined) return null
  switch (nodeFunctionOf(value.getExpression())) {
    case 'fileURLToPath':
      return urlFolder(first, own)
    case 'dirname':
      return isOwnFile(first) ? own : null
    case 'resolve':
    case 'join':
    case 'normalize':
      return joined(folderOf(first, own), others)
    default:
      return null
  }
}

/** Global names of the configuration's own folder and file. Vite gives them to ES modules, too. */
function placeOf(value: Node): 'folder' | 'file' | null {
  const text = value.getText()
  if (text === 'import.meta.dirname') return 'folder'
  if (text === 'import.meta.filename') return 'file'
  if (!Node.isIdentifier(value) || resolveName(value) !== null) return null
  if (text === '__dirname') return 'folder'
  return text === '__filename' ? 'file' : null
}

/** The configuration's own file, by a name or by its URL. */
function isOwnFile(expression: Node): boolean {
  const value = valueOf(expression)
  if (placeOf(value) === 'file') return true
  const isPath = Node.isCallExpression(value) && nodeFunctionOf(value.getExpression()) === 'fileURLToPath'
  return isPath && value.getArguments()[0]?.getText() === 'import.meta.url'
}

/** `new URL('../..', import.meta.url)` */
function urlFolder(expression: Node, own: string): string | null {
  const value = valueOf(expression)
  if (!Node.isNewExpression(value) || value.getExpression().getText() !== 'URL') return null
  const [path, base] = value.getArguments()
  const relative = path === undefined ? UNREADABLE : staticValue(path)
  if (typeof relative !== 'string' || base?.getText() !== 'import.meta.url') return null
  return relative.startsWith('.') ? posix.join(own, relative) : null
}

function joined(folder: string | null, others: readonly Node[]): string | null {
  if (folder === null) return null
  const names = others.map((node) => staticValue(node))
  const isBelow = (name: unknown): name is string => typeof name === 'string' && !name.startsWith('/')
  return names.every(isBelow) ? posix.join(folder, ...names) : null
}

/** The name of a function of `node:path` or `node:url`, by whatever import. */
function nodeFunctionOf(callee: Node): string | null {
  const imported = importOf(callee)
  if (imported !== null) return NODE_MODULES.has(imported.module) ? imported.name : null
  if (!Node.isPropertyAccessExpression(callee)) return null
  const whole = importOf(callee.getExpression())
  return whole?.name === 'default' && NODE_MODULES.has(whole.module) ? callee.getName() : null
}

const NODE_MODULES: ReadonlySet<string> = new Set(['node:path', 'path', 'node:url', 'url'])

function withoutEnd(folder: string): string {
  return folder.length > 1 && folder.endsWith('/') ? folder.slice(0, -1) : folder
}
