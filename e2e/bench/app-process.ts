import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { childEnvironment } from '../harness/environment.ts'
import type { Answer, Ready, Task } from './programs/serve-app.ts'
import type { Variant } from './variants.ts'
import type { World } from './world.ts'

const program = fileURLToPath(new URL('programs/serve-app.ts', import.meta.url))

/** A built app in a process of its own: a server, which also does one task at a time. */
export class AppProcess implements AsyncDisposable {
  readonly #child: ChildProcess
  readonly #origin: string

  private constructor(child: ChildProcess, origin: string) {
    this.#child = child
    this.#origin = origin
  }

  static async start(world: World, variant: Variant): Promise<AppProcess> {
    const child = fork(program, [world.apps[variant]], { env: childEnvironment(world.environment) })
    const { origin } = await nextMessage<Ready>(child)
    return new AppProcess(child, origin)
  }

  /** Where it serves the app. */
  get origin(): string {
    return this.#origin
  }

  /** @throws Error when the app did not do what it was asked for */
  async perform(task: Task): Promise<number> {
    this.#child.send(task)
    const answer = await nextMessage<Answer>(this.#child)
    if ('error' in answer) throw new Error(answer.error)
    return answer.value
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const gone = once(this.#child, 'exit')
    this.#child.kill()
    await gone
  }
}

async function nextMessage<Message>(child: ChildProcess): Promise<Message> {
  const settled = new AbortController()
  const exit = once(child, 'exit', settled).then(() => {
    throw new Error('The process of the app ended.')
  })
  try {
    const [message] = (await Promise.race([once(child, 'message', settled), exit])) as [Message]
    return message
  } finally {
    exit.catch(() => undefined)
    settled.abort()
  }
}
