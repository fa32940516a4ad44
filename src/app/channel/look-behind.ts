import type { LogRefusal } from '#app/ledger/sign-log.ts';
import type { Agency, Partner } from '#domain/newsroom/agency.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Result } from '#kernel/result.ts';
import type { ChannelMarks } from '#ports/channel-marks.ts';
import type { Channel, ChannelReader } from '#ports/channel-store.ts';
import type { AgencyDirectory, PartnerStore } from '#ports/partner-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Hash } from '#ports/world.ts';
import { isInStep } from './in-step.ts';

export type BehindStores = {
  readonly channels: Pick<ChannelReader, 'list'>;
  readonly partners: Pick<PartnerStore, 'list'>;
};

export type LookBehindNeeds = {
  readonly agencies: Pick<AgencyDirectory, 'list'>;
  readonly transact: Transact<BehindStores>;
  readonly channelMarks: ChannelMarks;
  readonly hash: Hash;
  /** Whether the agency’s log may be continued: `app/ledger/sign-log.ts`. */
  readonly examineLog: (agency: Agency) => Promise<Result<number, LogRefusal>>;
};

/** What a restored database does not know again: of our log, of our channel to a partner, or of a partner's to us. */
export type Behind = {
  readonly what: 'log' | 'our-channel' | 'their-channel';
  readonly agency: Agency;
  readonly partnerDid?: string;
  /** How far the database is, so that one restored anew is another. */
  readonly at: string;
};

/**
 * What is known beside the database, or at partners, to have happened later than it says: kills, withdrawals, stops and endings may
 * be in it. `since`: when the restore was noticed; from then on every partner must have been heard of again.
 */
export async function lookBehind(needs: LookBehindNeeds, since?: Instant): Promise<readonly Behind[]> {
  const behind: Behind[] = [];
  for (const agency of await needs.agencies.list()) {
    const log = await needs.examineLog(agency);
    if (!log.ok && log.error.code === 'log-rolled-back')
      behind.push({ what: 'log', agency, at: String(log.error.size) });
    const { partners, channels } = await needs.transact(agency.id, async (stores) => ({
      partners: await stores.partners.list(),
      channels: new Map((await stores.channels.list()).map((channel) => [channel.ch, channel])),
    }));
    for (const partner of partners)
      if (partner.state === 'pinned')
        behind.push(...(await behindAt(needs, { agency, partner, channels }, since)));
  }
  return behind;
}

type Link = {
  readonly agency: Agency;
  readonly partner: Partner;
  readonly channels: ReadonlyMap<string, Channel>;
};

async function behindAt(
  { channelMarks, hash }: LookBehindNeeds,
  { agency, partner, channels }: Link,
  since: Instant | undefined,
): Promise<readonly Behind[]> {
  const partnerDid = partner.did;
  const ch = channelIdOf(agency.did, partnerDid, hash.sha256);
  const { epoch, seq, state } = channels.get(ch) ?? { epoch: 1, seq: 0, state: 'open' };
  const theirs = channels.get(channelIdOf(partnerDid, agency.did, hash.sha256));
  const behind: Behind[] = [];
  if (state === 'open' && !(await isInStep(channelMarks, agency.id, { ch, epoch, seq })))
    behind.push({ what: 'our-channel', agency, partnerDid, at: `${epoch}/${seq}` });
  if (since !== undefined && !isHeard(theirs, since))
    behind.push({ what: 'their-channel', agency, partnerDid, at: String(theirs?.seq ?? 0) });
  return behind;
}

/** Read to its end since then; what a person has to look at first is not waited for. */
function isHeard(channel: Channel | undefined, since: Instant): boolean {
  if (!channel) return false;
  const { state, headSeenAt, headSeq, seq } = channel;
  return state !== 'open' || (headSeenAt !== undefined && headSeenAt >= since && seq >= headSeq);
}

/** The name of what is behind, and how far. */
export function nameOf({ what, agency, partnerDid = '', at }: Behind): string {
  return `${what} ${agency.id} ${partnerDid} ${at}`;
}
