/** The type of each value in a JSON document, by where it is: `user.email` -> `string`, `data[].id` -> `string`. */
export type Shape = ReadonlyMap<string, string>

export function shapeOf(value: unknown): Shape {
  const shape = new Map<string, string>()
  describe(value, '', shape)
  return shape
}

function describe(value: unknown, path: string, shape: Map<string, string>): void {
  if (Array.isArray(value)) {
    shape.set(path, 'array')
    for (const item of value) describe(item, `${path}[]`, shape)
  } else if (typeof value === 'object' && value !== null) {
    shape.set(path, 'object')
    for (const [key, member] of Object.entries(value)) {
      describe(member, path === '' ? key : `${path}.${key}`, shape)
    }
  } else shape.set(path, value === null ? 'null' : typeof value)
}

/** How two shapes differ, as one sentence each; `null` fits every type, since it says nothing about it. */
export function shapeDifferences(ours: Shape, theirs: Shape): string[] {
  const missing = [...theirs.keys()].filter((path) => !ours.has(path))
  const added = [...ours.keys()].filter((path) => !theirs.has(path))
  const retyped = [...ours].filter(([path, type]) => {
    const other = theirs.get(path) ?? 'null'
    return type !== other && type !== 'null' && other !== 'null'
  })
  return [
    ...topmost(added).map((path) => `only here: \`${withoutList(path)}\``),
    ...topmost(missing).map((path) => `only there: \`${withoutList(path)}\``),
    ...retyped.map(([path, type]) => `\`${path}\` is ${type} here, ${theirs.get(path)} there`),
  ]
}

/** Without the members of what is listed itself. */
function topmost(paths: readonly string[]): string[] {
  return paths.filter(
    (path) => !paths.some((other) => path.startsWith(`${other}.`) || path.startsWith(`${other}[]`)),
  )
}

/** An item of a list is described as if it were alone. */
function withoutList(path: string): string {
  return path.startsWith('data[].') ? path.slice('data[].'.length) : path
}
