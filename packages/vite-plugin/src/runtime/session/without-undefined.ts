/** An object without the keys whose value is `undefined`. */
export type WithoutUndefined<T> = {
  [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key]
} & {
  [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>
}

/** Leaves out the keys whose value is `undefined`, for callees that tell absent from `undefined`. */
export function withoutUndefined<T extends object>(object: T): WithoutUndefined<T> {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as WithoutUndefined<T>
}
