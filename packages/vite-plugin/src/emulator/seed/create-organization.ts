import type { OrganizationRecord } from '../store/records.ts'
import type { SeedOrganization } from './seed.ts'

/** An organization record; one that the API or a test makes is made the same way as one that is in the seed. */
export function createOrganization(
  input: Omit<SeedOrganization, 'members'> & { createdAt: string },
): OrganizationRecord {
  const { id, name, domains = [], externalId = null, metadata, createdAt } = input
  return {
    object: 'organization',
    id,
    name,
    allow_profiles_outside_organization: false,
    domains: domains.map((domain, index) => ({
      object: 'organization_domain',
      id: `org_domain_${id}_${index + 1}`,
      organization_id: id,
      domain,
      state: 'verified',
    })),
    external_id: externalId,
    metadata: { ...metadata },
    created_at: createdAt,
    updated_at: createdAt,
  }
}

/** Beginning of the ids of organizations. */
export const ORGANIZATION_ID_PREFIX = 'org_'

/** An id for an organization that is not in the seed. */
export function newOrganizationId(): string {
  return ORGANIZATION_ID_PREFIX + crypto.randomUUID()
}
