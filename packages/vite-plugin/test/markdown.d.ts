/** A page of the documentation as text, which Vite gives in every engine. */
declare module '*.md?raw' {
  const text: string
  export default text
}
