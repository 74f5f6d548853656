/** Response headers. An array means several header lines, never a comma-joined one. */
export type HeadersBag = Record<string, string | string[]>
