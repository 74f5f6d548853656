/** What a user of an object sees: its public members. Private and protected ones make classes incomparable. */
export type Public<T> = { [Key in keyof T]: T[Key] }

/** A class by how it is made and used. */
export type PublicClass<T> = T extends abstract new (...parameters: infer Parameters) => infer Instance
  ? abstract new (...parameters: Parameters) => Public<Instance>
  : never

/** A server function by how it is called. */
export type Call<T> = T extends (...parameters: infer Parameters) => infer Result
  ? (...parameters: Parameters) => Result
  : never
