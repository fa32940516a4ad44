import type { Agency } from '#domain/newsroom/agency.ts';
import { printVkey } from '#formats/tlog/signed-note.ts';
import type { LoggedWithdrawal, LogLeafReads } from '#ports/reads/log-leaves.ts';
import { logKeysOf, type LogNeeds } from './log-tools.ts';

/** A log at a glance: how far it is signed, how many partners cosigned that, the key that checks it, what was withdrawn last. */
export type LogOverview = {
  readonly size: number;
  readonly cosigners: number;
  readonly vkey: string;
  readonly withdrawals: readonly LoggedWithdrawal[];
};

const MOST_WITHDRAWALS = 500;

export async function showLog(
  needs: LogNeeds & { readonly logLeaves: LogLeafReads },
  agency: Agency,
): Promise<LogOverview> {
  const { size, cosigners } = await needs.transact(agency.id, async ({ transparency }) => {
    const signed = (await transparency.newest())?.size ?? 0;
    return { size: signed, cosigners: (await transparency.cosignatures(signed)).length };
  });
  const withdrawals = await needs.logLeaves.withdrawals(agency.id, MOST_WITHDRAWALS);
  return { size, cosigners, vkey: printVkey(logKeysOf(needs, agency).log), withdrawals };
}
