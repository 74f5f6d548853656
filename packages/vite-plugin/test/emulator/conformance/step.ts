/** A request that both emulators get. `{name}` stands for an input, or for what an earlier answer had. */
export interface Step {
  readonly name: string
  readonly method: 'DELETE' | 'GET' | 'POST' | 'PUT'
  readonly path: string
  /** Sent as JSON; text is sent as it is. */
  readonly body?: Readonly<Record<string, unknown>> | string
  /** API key of the request; the right one unless told. */
  readonly key?: 'none' | 'wrong'
  /** What to remember of the answer: name -> path in its JSON. */
  readonly keep?: Readonly<Record<string, string>>
}

type Rest = Pick<Step, 'keep' | 'key'>
type Body = Step['body']

export function get(name: string, path: string, rest: Rest = {}): Step {
  return { name, method: 'GET', path, ...rest }
}

export function post(name: string, path: string, body: Body = {}, rest: Rest = {}): Step {
  return { name, method: 'POST', path, body, ...rest }
}

export function put(name: string, path: string, body: Body = {}, rest: Rest = {}): Step {
  return { name, method: 'PUT', path, body, ...rest }
}

export function remove(name: string, path: string, rest: Rest = {}): Step {
  return { name, method: 'DELETE', path, ...rest }
}
