import { type SourceFile, ts } from 'ts-morph'

/** Whether every name, literal, operator and text of a file is still there in another, in the same order. */
export function keepsCode(before: SourceFile, after: SourceFile): boolean {
  const kept = leavesOf(before.compilerNode)
  let found = 0
  for (const leaf of leavesOf(after.compilerNode)) {
    if (leaf === kept[found]) found++
  }
  return found === kept.length
}

/** The tokens of a syntax tree but for punctuation: by the compiler's own nodes, as wrapping them takes ten times as long. */
function leavesOf(file: ts.SourceFile): string[] {
  const leaves: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isToken(node) && node.kind !== ts.SyntaxKind.EndOfFileToken) {
      const text = node.getText(file).trim()
      if (text !== '') leaves.push(text)
    }
    ts.forEachChild(node, visit)
  }
  ts.forEachChild(file, visit)
  return leaves
}
