import type { Rollup } from 'vite'

/**
 * Sentences of the runtime's server side that nothing else says and that minifiers keep, one for each of its parts.
 * They find it where its modules have lost their names: bundled into another package, or copied.
 */
export const SERVER_FINGERPRINTS: readonly string[] = [
  'The seal was altered, or made with another password (WORKOS_COOKIE_PASSWORD).',
  'Missing required configuration value for ',
  'Check the network, and WORKOS_API_HOSTNAME if it is set.',
  'Malformed PKCE state payload.',
]

/** Ids of the modules in a chunk that hold a fingerprint. Modules are only looked at when the chunk has one. */
export function modulesWithFingerprint({ code, modules }: Rollup.OutputChunk): readonly string[] {
  if (!hasFingerprint(code)) return []
  return Object.entries(modules).flatMap(([id, module]) => (hasFingerprint(module.code ?? '') ? [id] : []))
}

function hasFingerprint(code: string): boolean {
  return SERVER_FINGERPRINTS.some((fingerprint) => code.includes(fingerprint))
}
