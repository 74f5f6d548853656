import type { Layout } from './layout.ts'

/** A string literal in the file's quotes. */
export function quote(value: string, layout: Pick<Layout, 'quotes'>): string {
  const json = JSON.stringify(value)
  if (layout.quotes === 'double') return json
  return `'${json
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`)}'`
}
