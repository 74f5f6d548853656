import { act } from 'react'
import type { ReactNode } from 'react'
import { createRoot, hydrateRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'

/** React asks for this before it lets tests wait for its work. */
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

const mounted = new Set<Root>()

/** Ends everything that is still rendered: to be called after each test. */
export async function unmountAll(): Promise<void> {
  await act(async () => {
    for (const root of mounted) root.unmount()
  })
  mounted.clear()
  document.body.innerHTML = ''
}

/** Something React rendered into a document. */
export interface Rendered {
  container: HTMLElement
  text: () => string
  rerender: (node: ReactNode) => Promise<void>
  unmount: () => Promise<void>
}

/** Renders in the browser, from nothing. */
export async function render(node: ReactNode): Promise<Rendered> {
  const container = document.body.appendChild(document.createElement('div'))
  const root = createRoot(container)
  await act(async () => root.render(node))
  return toRendered(container, root)
}

/** Takes over what a server rendered; `errors` are the differences React found. */
export async function hydrate(html: string, node: ReactNode): Promise<Rendered & { errors: unknown[] }> {
  const container = document.body.appendChild(document.createElement('div'))
  container.innerHTML = html
  const errors: unknown[] = []
  const onRecoverableError = (error: unknown): void => void errors.push(error)
  const root = await act(async () => hydrateRoot(container, node, { onRecoverableError }))
  return { ...toRendered(container, root), errors }
}

function toRendered(container: HTMLElement, root: Root): Rendered {
  mounted.add(root)
  return {
    container,
    text: () => container.textContent,
    rerender: (node) => act(async () => root.render(node)),
    unmount: () => act(async () => root.unmount()),
  }
}
