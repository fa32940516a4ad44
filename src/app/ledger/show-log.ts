import { worstDays, type LateCount } from '#domain/correction/worst-days.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { printVkey } from '#formats/tlog/signed-note.ts';
import type { Instant } from '#kernel/instant.ts';
import type {
  LoggedRelease,
  LogLeafReads,
  WithdrawalPage,
  WithdrawalPlace,
} from '#ports/reads/log-leaves.ts';
import type { RecallStore, RecallTally } from '#ports/recall-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { logKeysOf, type LogStores, type LogTools } from './log-tools.ts';

/** A log at a glance: how far it is signed, how many partners cosigned that, the key that checks it, a page of what was withdrawn. */
export type LogOverview = {
  readonly size: number;
  readonly cosigners: number;
  readonly vkey: string;
  readonly recalls: RecallTally;
  readonly page: WithdrawalPage;
  /** The highest logged count of late answers of each day on which one was late. */
  readonly lateDays: readonly LateCount[];
  /** Which program runs, and which ran before. */
  readonly releases: readonly LoggedRelease[];
};

const WITHDRAWALS_A_PAGE = 100;
/** Logged once an hour: a month of them. */
const MOST_COUNTS = 24 * 31;
const MOST_RELEASES = 10;

type ShowLogNeeds = LogTools & {
  readonly transact: Transact<LogStores & { readonly recalls: Pick<RecallStore, 'tally'> }>;
  readonly logLeaves: LogLeafReads;
};

export async function showLog(
  needs: ShowLogNeeds,
  agency: Agency,
  at: Instant,
  place?: WithdrawalPlace,
): Promise<LogOverview> {
  const { size, cosigners, recalls } = await needs.transact(
    agency.id,
    async ({ transparency, ...stores }) => {
      const signed = (await transparency.newest())?.size ?? 0;
      const tally = await stores.recalls.tally(at);
      return { size: signed, cosigners: (await transparency.cosignatures(signed)).length, recalls: tally };
    },
  );
  const page = await needs.logLeaves.withdrawals(agency.id, WITHDRAWALS_A_PAGE, place);
  const lateDays = worstDays(await needs.logLeaves.lateCounts(agency.id, MOST_COUNTS));
  const releases = await needs.logLeaves.releases(agency.id, MOST_RELEASES);
  const vkey = printVkey(logKeysOf(needs, agency).log);
  return { size, cosigners, vkey, recalls, page, lateDays, releases };
}
