import { fromJSON, toJSON } from 'seroval'

/** A message of vitest or its worker as text; workerd has no `v8.serialize`, and JSON no circles, which tasks form. */
export function serialize(message: unknown): string {
  return JSON.stringify(toJSON(message))
}

/** What was serialized. */
export function deserialize(text: unknown): unknown {
  return fromJSON(JSON.parse(String(text)))
}
