/** How many of a feature's files are routes. */
export const ROUTES_OF_A_FEATURE = 10

/** Pages of a feature beside its list, its form and one item. */
const TABS = ['activity', 'billing', 'files', 'members', 'reports', 'settings'] as const

/** The files of one feature, by their path in the app. */
export function featureFiles(index: number): Record<string, string> {
  const id = `feature-${String(index).padStart(3, '0')}`
  const type = `Item${index}`
  const source = `src/features/${id}`
  const routes = `src/routes/_members/${id}`
  return {
    [`${source}/types.ts`]: types(type),
    [`${source}/api.ts`]: api(type, id, index),
    [`${source}/queries.ts`]: queries(type, id),
    [`${source}/format.ts`]: format(type),
    [`${source}/components/${id}-table.tsx`]: table(type, id),
    [`${source}/components/${id}-form.tsx`]: form(type),
    [`${source}/index.ts`]: barrel(id),
    [`${routes}/index.tsx`]: list(type, id),
    [`${routes}/new.tsx`]: create(type, id),
    [`${routes}/$id.tsx`]: item(type, id),
    ...Object.fromEntries(TABS.map((tab) => [`${routes}/$id_.${tab}.tsx`, tabPage(type, id, tab)])),
    [`src/routes/api/${id}.ts`]: exportRoute(type, id),
  }
}

const types = (type: string): string => `export interface ${type} {
  id: string
  name: string
  owner: string
  amount: number
  tags: readonly string[]
  createdAt: string
}

export type ${type}Draft = Pick<${type}, 'name' | 'amount' | 'tags'>
`

const api = (
  type: string,
  id: string,
  index: number,
): string => `import { createServerFn } from '@tanstack/react-start'
${index % 5 === 0 ? "import { getAuth } from 'virtual:authkit'\n" : ''}import { requireUser, type Page } from '@/lib'
import type { ${type}, ${type}Draft } from './types'

const store = new Map<string, ${type}>()

export const list${type}s = createServerFn({ method: 'GET' })
  .validator((search: { page?: number; query?: string }) => search)
  .handler(async ({ data: { page = 1, query = '' } }): Promise<Page<${type}>> => {
    const user = await requireUser()
    const mine = [...store.values()].filter((item) => item.owner === user.id && item.name.includes(query))
    return { items: mine.slice((page - 1) * 20, page * 20), total: mine.length }
  })

export const get${type} = createServerFn({ method: 'GET' })
  .validator((id: string) => id)
  .handler(async ({ data: id }) => {
    const user = await requireUser()
    const found = store.get(id)
    if (found === undefined || found.owner !== user.id) throw new Error(\`There is no ${id} \${id}.\`)
    return found
  })

export const save${type} = createServerFn({ method: 'POST' })
  .validator((draft: ${type}Draft) => draft)
  .handler(async ({ data: draft }) => {
    ${index % 5 === 0 ? "const { user } = await getAuth()\n    if (!user) throw new Error('Sign in first.')" : 'const user = await requireUser()'}
    const created: ${type} = {
      ...draft,
      id: crypto.randomUUID(),
      owner: user.id,
      createdAt: new Date().toISOString(),
    }
    store.set(created.id, created)
    return created
  })
`

const queries = (type: string, id: string): string => `import { queryOptions } from '@/lib'
import { get${type}, list${type}s } from './api'

export const list${type}sQuery = (page: number, query: string) =>
  queryOptions({
    queryKey: ['${id}', 'list', page, query],
    queryFn: () => list${type}s({ data: { page, query } }),
  })

export const get${type}Query = (id: string) =>
  queryOptions({
    queryKey: ['${id}', 'item', id],
    queryFn: () => get${type}({ data: id }),
    staleTime: 60_000,
  })
`

const format = (type: string): string => `import type { ${type} } from './types'

const money = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' })
const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium' })

export const format${type}Amount = ({ amount }: ${type}): string => money.format(amount)

export function format${type}Date({ createdAt }: ${type}): string {
  const date = new Date(createdAt)
  return Number.isNaN(date.valueOf()) ? '–' : day.format(date)
}

export function total${type}s(items: readonly ${type}[]): string {
  return money.format(items.reduce((sum, { amount }) => sum + amount, 0))
}
`

const table = (type: string, id: string): string => `import { Link } from '@tanstack/react-router'
import { format${type}Amount, format${type}Date, total${type}s } from '../format'
import type { ${type} } from '../types'

export function ${type}Table({ items }: { items: readonly ${type}[] }) {
  if (items.length === 0) return <p>Nothing here yet.</p>
  return (
    <table>
      <thead>
        <tr>
          <th>Name</th>
          <th>Amount</th>
          <th>Created</th>
          <th>Tags</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <td>
              <Link to="/${id}/$id" params={{ id: item.id }}>
                {item.name}
              </Link>
            </td>
            <td>{format${type}Amount(item)}</td>
            <td>{format${type}Date(item)}</td>
            <td>{item.tags.join(', ')}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={4}>{total${type}s(items)}</td>
        </tr>
      </tfoot>
    </table>
  )
}
`

const form = (type: string): string => `import { useState, type FormEvent } from 'react'
import { Button } from '@/ui'
import type { ${type}Draft } from '../types'

export function ${type}Form({ onSave }: { onSave: (draft: ${type}Draft) => Promise<unknown> }) {
  const [name, setName] = useState('')
  const [amount, setAmount] = useState(0)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      await onSave({ name, amount, tags: name.split(' ') })
    } finally {
      setBusy(false)
    }
  }
  return (
    <form onSubmit={submit}>
      <label>
        Name <input value={name} onChange={(event) => setName(event.target.value)} required />
      </label>
      <label>
        Amount <input type="number" value={amount} onChange={(event) => setAmount(event.target.valueAsNumber)} />
      </label>
      <Button type="submit" disabled={busy}>
        Save
      </Button>
    </form>
  )
}
`

const barrel = (id: string): string => `export * from './api'
export * from './queries'
export type * from './types'
export * from './components/${id}-form'
export * from './components/${id}-table'
`

const list = (
  type: string,
  id: string,
): string => `import { createFileRoute, Link } from '@tanstack/react-router'
import { list${type}sQuery, ${type}Table } from '@/features/${id}'
import { ensure } from '@/lib'

interface Search {
  page?: number
  query?: string
}

export const Route = createFileRoute('/_members/${id}/')({
  validateSearch: (search): Search => ({ page: Number(search['page'] ?? 1), query: String(search['query'] ?? '') }),
  loaderDeps: ({ search: { page = 1, query = '' } }) => ({ page, query }),
  loader: ({ deps: { page, query } }) => ensure(list${type}sQuery(page, query)),
  component: List,
})

function List() {
  const { items, total } = Route.useLoaderData()
  return (
    <section>
      <h1>${id} ({total})</h1>
      <${type}Table items={items} />
      <Link to="/${id}/new">New</Link>
    </section>
  )
}
`

const create = (
  type: string,
  id: string,
): string => `import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { useServerFn } from '@tanstack/react-start'
import { save${type}, ${type}Form } from '@/features/${id}'

export const Route = createFileRoute('/_members/${id}/new')({ component: New })

function New() {
  const save = useServerFn(save${type})
  const navigate = useNavigate()
  return (
    <${type}Form
      onSave={async (draft) => {
        const { id } = await save({ data: draft })
        await navigate({ to: '/${id}/$id', params: { id } })
      }}
    />
  )
}
`

const item = (
  type: string,
  id: string,
): string => `import { createFileRoute, Link, notFound } from '@tanstack/react-router'
import { get${type} } from '@/features/${id}'

export const Route = createFileRoute('/_members/${id}/$id')({
  loader: async ({ params }) => {
    const found = await get${type}({ data: params.id })
    if (!found) throw notFound()
    return found
  },
  head: ({ loaderData }) => ({ meta: [{ title: loaderData?.name ?? '${id}' }] }),
  component: Item,
})

function Item() {
  const found = Route.useLoaderData()
  return (
    <article>
      <h1>{found.name}</h1>
      <p>{found.tags.join(', ')}</p>
      <Link to="/${id}">Back</Link>
    </article>
  )
}
`

const tabPage = (
  type: string,
  id: string,
  tab: string,
): string => `import { createFileRoute, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { get${type}Query } from '@/features/${id}'
import { can, ensure, whoAmI } from '@/lib'
import { Button } from '@/ui'

export const Route = createFileRoute('/_members/${id}/$id_/${tab}')({
  loader: async ({ params: { id } }) => {
    const [found, { role }] = await Promise.all([ensure(get${type}Query(id)), whoAmI()])
    return { found, editable: can(role, 'write') }
  },
  component: Tab,
})

function Tab() {
  const { found, editable } = Route.useLoaderData()
  const [open, setOpen] = useState(false)
  return (
    <section aria-label="${tab}">
      <h2>
        ${tab} of {found.name}
      </h2>
      {editable && <Button onClick={() => setOpen((before) => !before)}>{open ? 'Close' : 'Edit'}</Button>}
      {open && <textarea defaultValue={JSON.stringify(found, null, 2)} />}
      <Link to="/${id}/$id" params={{ id: found.id }}>
        Back
      </Link>
    </section>
  )
}
`

const exportRoute = (
  type: string,
  id: string,
): string => `import { createFileRoute } from '@tanstack/react-router'
import { list${type}s } from '@/features/${id}'

export const Route = createFileRoute('/api/${id}')({
  server: {
    handlers: {
      GET: async ({ request }) => {
        const query = new URL(request.url).searchParams.get('query') ?? ''
        const { items } = await list${type}s({ data: { query } })
        return Response.json(items, { headers: { 'cache-control': 'private, no-store' } })
      },
    },
  },
})
`
