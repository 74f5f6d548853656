/** Name of what a stand-in stands for: `@sentry/x.init()`. */
const LABEL = Symbol('label')

/** What React asks of a component, which a stand-in does not have. */
const REACT_KEYS: ReadonlySet<PropertyKey> = new Set([
  '$$typeof',
  'childContextTypes',
  'contextType',
  'contextTypes',
  'defaultProps',
  'getDerivedStateFromProps',
])

/**
 * Stands for anything of a package that is not there: every property, call and construction of it is a stand-in again.
 * Rendered as a component, it renders its children.
 */
export function standIn(label: string): unknown {
  const isComponent = /(^|[.])[A-Z][A-Za-z]*$/.test(label)
  const target = function (): void {}
  return new Proxy(target, {
    get(_target, key) {
      if (key === LABEL) return label
      // Of no class: not one of React's, and one that others can extend.
      if (key === 'prototype') return null
      if (key === 'then' || REACT_KEYS.has(key)) return undefined
      if (key === Symbol.iterator) return [][Symbol.iterator].bind([])
      if (key === Symbol.toPrimitive || key === 'toString') return () => label
      if (typeof key === 'symbol') return undefined
      return standIn(`${label}.${key}`)
    },
    apply(_target, _self, args: unknown[]) {
      if (isComponent && typeof args[0] === 'object') return childrenOf(args[0])
      return standIn(`${label}()`)
    },
    construct: () => new Object(standIn(`new ${label}()`)),
    has: () => true,
    ownKeys: () => [],
    getOwnPropertyDescriptor: () => undefined,
  })
}

/** Names of stand-ins; of other values, what they are. */
export function labelOf(value: unknown): string {
  if (typeof value === 'function') {
    const label: unknown = Reflect.get(value, LABEL)
    return typeof label === 'string' ? label : `function ${value.name}`
  }
  if (typeof value !== 'object' || value === null) return String(value)
  const name: unknown = Reflect.get(value, 'name')
  return typeof name === 'string' ? `object ${name}` : 'object'
}

function childrenOf(props: unknown): unknown {
  const children: unknown = Reflect.get(Object(props), 'children')
  if (typeof children !== 'function') return children ?? null
  const label: unknown = Reflect.get(children, LABEL)
  return label === undefined ? Reflect.apply(children, null, [standIn('argument')]) : null
}
