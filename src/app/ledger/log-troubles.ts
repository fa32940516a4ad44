import type { Agency, Partner } from '#domain/newsroom/agency.ts';
import { logOrigin } from '#formats/tlog/log-names.ts';
import type { Instant } from '#kernel/instant.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { WitnessDeclined } from '#ports/transparency-store.ts';
import { openConflicts } from './list-conflicts.ts';
import type { LogStores } from './log-tools.ts';

type Named = { readonly partner: Pick<Partner, 'did' | 'name'> };

export type LogTroubles = {
  /** Partners that do not cosign our log, and said why; longest first. */
  readonly declined: readonly (Named & WitnessDeclined)[];
  /**
   * Partners whose own log has contradicted itself before us; or, where that is not proven, of which we were shown a larger tree
   * that nobody has proven to continue what we cosigned.
   */
  readonly contradicting: readonly (Named & { readonly at: Instant; readonly isProven: boolean })[];
};

export type LogTroubleNeeds = {
  readonly transact: Transact<LogStores & { readonly partners: Pick<PartnerStore, 'list'> }>;
};

/** What is wrong between our log and partners’ and wants people to speak with each other; what a partner no longer is, is not told. */
export function logTroubles({ transact }: LogTroubleNeeds, { id }: Pick<Agency, 'id'>): Promise<LogTroubles> {
  return transact(id, async ({ transparency, partners }) => {
    const pinned = (await partners.list()).filter(({ state }) => state === 'pinned');
    const declined = await transparency.declined();
    const conflicts = await openConflicts(transparency);
    return {
      declined: declined.flatMap((one) => {
        const partner = pinned.find(({ did }) => did === one.partnerDid);
        return partner ? [{ partner, ...one }] : [];
      }),
      contradicting: pinned.flatMap((partner) => {
        const own = conflicts.filter(({ origin }) => origin === logOrigin(partner.did));
        const found = own.find(({ offered }) => offered === undefined) ?? own[0];
        return found ? [{ partner, at: found.at, isProven: found.offered === undefined }] : [];
      }),
    };
  });
}
