import type { ServerResponse } from 'node:http'

/** What is read of an answer. */
export interface AnswerHead {
  readonly status: number
  readonly location: string | undefined
  /** Set-Cookie values. */
  readonly setCookies: readonly string[]
}

type WriteHead = (status: number, ...others: readonly unknown[]) => ServerResponse

/**
 * Calls back once, when the head of an answer is written. Servers hand headers to `writeHead` as well as to `setHeader`,
 * and of the former Node remembers nothing, so that method is the place to look.
 */
export function onAnswer(response: ServerResponse, listener: (head: AnswerHead) => void): void {
  const writeHead = response.writeHead.bind(response) as WriteHead
  const watched: WriteHead = (status, ...others) => {
    response.writeHead = writeHead
    const written = readHeaders(others.find((other) => typeof other === 'object' && other !== null))
    const valuesOf = (name: string): readonly string[] => written.get(name) ?? texts(response.getHeader(name))
    listener({ status, location: valuesOf('location')[0], setCookies: valuesOf('set-cookie') })
    return writeHead(status, ...others)
  }
  response.writeHead = watched
}

/** The three forms that `writeHead` takes: an object, names and values in turn, and pairs of them. */
function readHeaders(headers: unknown): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  const add = (name: unknown, value: unknown): void => {
    const key = String(name).toLowerCase()
    found.set(key, [...(found.get(key) ?? []), ...texts(value)])
  }
  if (!Array.isArray(headers)) {
    for (const [name, value] of Object.entries(headers ?? {})) add(name, value)
  } else if (Array.isArray(headers[0])) {
    for (const [name, value] of headers as [unknown, unknown][]) add(name, value)
  } else {
    for (let index = 0; index + 1 < headers.length; index += 2) add(headers[index], headers[index + 1])
  }
  return found
}

function texts(value: unknown): string[] {
  return value === undefined || value === null ? [] : [value].flat().map(String)
}
