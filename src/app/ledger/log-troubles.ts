import type { Agency, Partner } from '#domain/newsroom/agency.ts';
import { logOrigin } from '#formats/tlog/log-names.ts';
import type { Instant } from '#kernel/instant.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { WitnessDeclined } from '#ports/transparency-store.ts';
import type { LogStores } from './log-tools.ts';

type Named = { readonly partner: Pick<Partner, 'did' | 'name'> };

export type LogTroubles = {
  /** Partners that do not cosign our log, and said why; longest first. */
  readonly declined: readonly (Named & WitnessDeclined)[];
  /** Partners whose own log has contradicted itself before us. */
  readonly contradicting: readonly (Named & { readonly at: Instant })[];
};

export type LogTroubleNeeds = {
  readonly transact: Transact<LogStores & { readonly partners: Pick<PartnerStore, 'list'> }>;
};

/** What is wrong between our log and partners’ and wants people to speak with each other; what a partner no longer is, is not told. */
export function logTroubles({ transact }: LogTroubleNeeds, { id }: Pick<Agency, 'id'>): Promise<LogTroubles> {
  return transact(id, async ({ transparency, partners }) => {
    const pinned = (await partners.list()).filter(({ state }) => state === 'pinned');
    const declined = await transparency.declined();
    const conflicts = await transparency.conflicts();
    return {
      declined: declined.flatMap((one) => {
        const partner = pinned.find(({ did }) => did === one.partnerDid);
        return partner ? [{ partner, ...one }] : [];
      }),
      contradicting: pinned.flatMap((partner) => {
        const found = conflicts.find(({ origin }) => origin === logOrigin(partner.did));
        return found ? [{ partner, at: found.at }] : [];
      }),
    };
  });
}
