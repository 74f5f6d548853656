import type { CodemodResult } from './codemod-result.ts'

/** Appends a line to a .gitignore that does not have it; what is there stays byte for byte. */
export function ignoreFile(text: string, pattern: string): CodemodResult {
  const lines = new Set(text.split('\n').map((line) => line.trim()))
  if (lines.has(pattern) || lines.has(`/${pattern}`)) return { status: 'unchanged' }
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const gap = text === '' || text.endsWith('\n') ? '' : eol
  return { status: 'changed', text: `${text}${gap}${pattern}${eol}` }
}
