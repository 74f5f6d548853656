import { REQUEST_MIDDLEWARE_OPTION, type ReadStart } from './start-facts.ts'

/** Lists longer than this are not repeated in a help text. */
const MAX_LIST_LENGTH = 80

export const CSRF_MIDDLEWARE_SOURCE: string =
  "const csrfMiddleware = createCsrfMiddleware({ filter: (ctx) => ctx.handlerType === 'serverFn' })"

/** The source of a start entry that installs AuthKit's middleware. */
export function startSource(specifier: string): string {
  return (
    `import { createCsrfMiddleware, createStart } from '@tanstack/react-start'\n` +
    `import { authkitMiddleware } from '${specifier}'\n\n` +
    `${CSRF_MIDDLEWARE_SOURCE}\n\n` +
    `export const startInstance = createStart(() => ({\n` +
    `  ${REQUEST_MIDDLEWARE_OPTION}: [csrfMiddleware, authkitMiddleware()],\n` +
    `}))`
  )
}

/** The list of request middleware with one more element. */
export function withElement({ list, source }: ReadStart, element: string, place: 'first' | 'last'): string {
  const own = list?.elements.map((node) => (node === null ? '' : source.slice(node.start, node.end))) ?? []
  const elements = (place === 'first' ? [element, ...own] : [...own, element]).join(', ')
  const isShort = elements.length <= MAX_LIST_LENGTH && !elements.includes('\n')
  const dots = place === 'first' ? `${element}, …` : `…, ${element}`
  return `${REQUEST_MIDDLEWARE_OPTION}: [${isShort ? elements : dots}],`
}
