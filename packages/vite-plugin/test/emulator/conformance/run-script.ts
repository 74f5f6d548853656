import { LOCAL_API_KEY } from '../../../src/emulator/index.ts'
import { createPkce } from '../sign-in-flow.ts'
import type { Emulator } from './emulators.ts'
import { shapeOf, type Shape } from './shape.ts'
import type { Step } from './step.ts'

/** What is compared of an answer. */
export interface Answer {
  readonly status: number
  /** `code` or `error` of the body. */
  readonly error: string | undefined
  /** `JSON`, `HTML`, `nothing`, or where it redirects to, with the names of the parameters. */
  readonly kind: string
  /** Of the JSON. */
  readonly shape: Shape
}

/** Sends the steps one after the other and gives the answer to each. */
export async function runScript(emulator: Emulator, steps: readonly Step[]): Promise<Answer[]> {
  const { verifier, challenge } = createPkce()
  const values = new Map([['verifier', verifier]])
  for (const name of ['code1', 'code2', 'code3', 'code4']) {
    values.set(name, await emulator.obtainCode('ben@example.com', challenge))
  }
  const answers: Answer[] = []
  for (const step of steps) answers.push(await runStep(emulator, step, values))
  return answers
}

async function runStep(emulator: Emulator, step: Step, values: Map<string, string>): Promise<Answer> {
  const headers = new Headers(step.body === undefined ? {} : { 'content-type': 'application/json' })
  if (step.key !== 'none') {
    headers.set('authorization', `Bearer ${step.key === 'wrong' ? 'sk_test_wrong' : LOCAL_API_KEY}`)
  }
  const body = typeof step.body === 'string' ? step.body : JSON.stringify(step.body)
  const response = await emulator.send(fillIn(step.path, values), {
    method: step.method,
    headers,
    body: body === undefined ? null : fillIn(body, values),
  })
  const text = await response.text()
  const isJson = (response.headers.get('content-type') ?? '').includes('json')
  const document: unknown = isJson ? JSON.parse(text) : undefined
  for (const [name, path] of Object.entries(step.keep ?? {})) {
    const value = valueAt(document, path)
    if (typeof value === 'string') values.set(name, value)
  }
  const error = valueAt(document, 'code') ?? valueAt(document, 'error')
  return {
    status: response.status,
    error: response.ok || typeof error !== 'string' ? undefined : error,
    kind: kindOf(response, text),
    shape: isJson ? shapeOf(document) : new Map(),
  }
}

function fillIn(text: string, values: ReadonlyMap<string, string>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values.get(name) ?? whole)
}

function valueAt(document: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => {
    const isContainer = typeof value === 'object' && value !== null
    return isContainer ? (value as Record<string, unknown>)[key] : undefined
  }, document)
}

function kindOf(response: Response, text: string): string {
  const target = response.headers.get('location')
  if (target !== null) {
    const { origin, pathname, searchParams } = new URL(target)
    const names = [...searchParams.keys()].map((name) => `${name}=…`).join('&')
    return `to ${origin}${pathname}${names && `?${names}`}`
  }
  if (text === '') return 'nothing'
  const type = response.headers.get('content-type') ?? ''
  if (type.includes('json')) return 'JSON'
  return type.includes('html') ? 'HTML' : 'text'
}
