import type { Partner, PartnerKey } from '#domain/newsroom/agency.ts';
import { inStores } from './changed-parts.ts';
import type { Parts } from './parts.ts';

/** Bugs about keys whose place was taken. */
export const KEY_PLANTS = {
  'revoked-key-still-calls': withKeys((key) => {
    const { retiredAt: _at, revokedBy: _by, ...good } = key;
    return key.role === 'http' ? good : key;
  }),
  'former-key-still-signs': withKeys((key) => {
    const { until: _, ...good } = key;
    return key.role === 'sign' ? good : key;
  }),
} as const satisfies Readonly<Record<string, Partial<Parts>>>;

/** A partner's keys as they are read, not as they are kept. */
function withKeys(seenAs: (key: PartnerKey) => PartnerKey): Partial<Parts> {
  const seen = (partner: Partner): Partner => ({ ...partner, keys: partner.keys.map(seenAs) });
  return inStores(({ partners }) => ({
    partners: {
      ...partners,
      async find(did) {
        const partner = await partners.find(did);
        return partner && seen(partner);
      },
      list: async () => (await partners.list()).map(seen),
    },
  }));
}
