import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** What {@link AppProcess} asks of an app. */
export type Task =
  | { readonly do: 'withAuth'; readonly cookies: readonly string[] }
  | {
      readonly do: 'render'
      readonly cookie: string
      readonly requests: number
      readonly concurrency: number
    }

interface ServerEntry {
  readonly default: { fetch(request: Request): Promise<Response> }
}

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Usage: node serve-app.ts FOLDER, with an IPC channel')
const { default: app } = (await import(pathToFileURL(join(folder, 'server/server.js')).href)) as ServerEntry

process.on('message', (task: Task) => {
  perform(task).then(
    (value) => process.send?.({ value }),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})
process.send?.({ value: 0 })

/** Milliseconds for each call, or pages a second. */
async function perform(task: Task): Promise<number> {
  if (task.do === 'render') return render(task)
  const request = new Request('http://localhost/api/with-auth', {
    method: 'POST',
    body: JSON.stringify(task.cookies),
  })
  const response = await app.fetch(request)
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`)
  return (await response.json()) as number
}

async function render({ cookie, requests, concurrency }: Extract<Task, { do: 'render' }>): Promise<number> {
  let left = requests
  const visit = async (): Promise<void> => {
    while (left-- > 0) {
      const response = await app.fetch(new Request('http://localhost/', { headers: { cookie } }))
      const html = await response.text()
      if (html.includes('alice@example.com') !== cookie.includes('wos-session')) {
        throw new Error(`The page shows the wrong user:\n${html}`)
      }
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: concurrency }, visit))
  return (requests / (performance.now() - start)) * 1000
}
