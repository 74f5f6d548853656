/** The npm package has no types of its own. */
declare module 'workerd' {
  /** Path of the engine for this machine. */
  const path: string
  export default path
}
