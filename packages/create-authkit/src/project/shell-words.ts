/** Splits a package.json script into words; quotes keep white space together and are dropped. */
export function shellWords(command: string): string[] {
  const words: string[] = []
  let word = ''
  let quote = ''
  for (const character of `${command} `) {
    if (quote !== '') {
      if (character === quote) quote = ''
      else word += character
    } else if (character === '"' || character === "'") {
      quote = character
    } else if (character.trim() === '') {
      if (word !== '') words.push(word)
      word = ''
    } else {
      word += character
    }
  }
  return words
}

/** The value of `--flag value` or `--flag=value`, under any of its names; `null` when it is not given. */
export function flagValue(words: readonly string[], names: readonly string[]): string | null {
  for (const [index, word] of words.entries()) {
    const name = names.find((candidate) => word === candidate || word.startsWith(`${candidate}=`))
    if (name === undefined) continue
    if (word !== name) return word.slice(name.length + 1)
    const next = words[index + 1]
    if (next !== undefined && !next.startsWith('-')) return next
  }
  return null
}
