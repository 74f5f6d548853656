import { ts } from 'ts-morph'

/** What a module imports and passes on, dynamic imports included. */
export function specifiersOf(text: string): string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName)
}
