import fc from 'fast-check'

/** One change of a text. */
interface Edit {
  readonly kind: 'replace' | 'insert' | 'remove' | 'repeat' | 'cut'
  /** From 0 to 1. */
  readonly at: number
  readonly text: string
}

/** What those write who look for a hole. */
const FRAGMENTS = [
  '//evil.example',
  String.raw`\\evil.example`,
  'https://evil.example',
  'javascript:alert(1)',
  '%2f%2fevil.example',
  '%00',
  '%',
  '\r\nset-cookie: a=b',
  '..',
  '@evil.example',
  '*',
  '~2',
  '~1',
  'Fe26.2',
  '=',
  ';',
  ',',
  'chunks.3.00000000',
  '\u{1F4A5}',
]

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('replace', 'insert', 'remove', 'repeat', 'cut'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  text: fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ unit: 'binary', maxLength: 8 })),
})

/** Texts that are that one, changed in up to four places; never that one itself. */
export function mutationsOf(original: string): fc.Arbitrary<string> {
  return fc
    .array(edit, { minLength: 1, maxLength: 4 })
    .map((edits) => edits.reduce(apply, original))
    .filter((mutated) => mutated !== original)
}

/** The same of a seal, but for the seal without its version, which is the other way to write it. */
export function forgeriesOf(sealed: string): fc.Arbitrary<string> {
  const withoutVersion = sealed.slice(0, sealed.lastIndexOf('~'))
  return mutationsOf(sealed).filter((forged) => forged !== withoutVersion)
}

function apply(text: string, { kind, at, text: part }: Edit): string {
  const index = Math.floor(at * text.length)
  const before = text.slice(0, index)
  switch (kind) {
    case 'insert':
      return before + part + text.slice(index)
    case 'remove':
      return before + text.slice(index + 1)
    case 'replace':
      return before + part + text.slice(index + Math.max(1, part.length))
    case 'repeat':
      return text + text.slice(index)
    default:
      return before
  }
}
