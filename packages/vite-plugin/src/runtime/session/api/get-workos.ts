import type { WorkOSClient } from './workos-client.ts'

/** The process-wide client, built from the configuration at first use. */
export function getWorkOS(): WorkOSClient {
  throw new Error('not written yet')
}
