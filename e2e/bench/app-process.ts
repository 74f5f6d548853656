import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { childEnvironment } from '../harness/environment.ts'
import type { Task } from './programs/serve-app.ts'
import type { Variant } from './variants.ts'
import type { World } from './world.ts'

const program = fileURLToPath(new URL('programs/serve-app.ts', import.meta.url))

/** A built app in a process of its own, that does one task at a time. */
export class AppProcess implements AsyncDisposable {
  readonly #child: ChildProcess

  private constructor(child: ChildProcess) {
    this.#child = child
  }

  static async start(world: World, variant: Variant): Promise<AppProcess> {
    const child = fork(program, [world.apps[variant]], { env: childEnvironment(world.environment) })
    const app = new AppProcess(child)
    await app.#answer()
    return app
  }

  /** @throws Error when the app did not do what it was asked for */
  async perform(task: Task): Promise<number> {
    this.#child.send(task)
    return this.#answer()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const gone = once(this.#child, 'exit')
    this.#child.kill()
    await gone
  }

  async #answer(): Promise<number> {
    const gone = new AbortController()
    const exit = once(this.#child, 'exit', gone).then(() => {
      throw new Error('The process of the app ended.')
    })
    try {
      const [message] = (await Promise.race([once(this.#child, 'message', gone), exit])) as [
        { value: number } | { error: string },
      ]
      if ('error' in message) throw new Error(message.error)
      return message.value
    } finally {
      exit.catch(() => undefined)
      gone.abort()
    }
  }
}
