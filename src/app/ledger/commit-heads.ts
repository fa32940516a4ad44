import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { toBase64url } from '#formats/envelope/base64url.ts';
import { canonicalJson } from '#formats/envelope/canonical-json.ts';
import type { Channel, ChannelReader } from '#ports/channel-store.ts';
import type { LogLeafStore } from '#ports/log-leaf-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Chance, Hash } from '#ports/world.ts';
import type { LogStores } from './log-tools.ts';

export type CommitNeeds = {
  readonly transact: Transact<
    LogStores & { readonly channels: ChannelReader; readonly logLeaves: LogLeafStore }
  >;
  readonly hash: Hash;
  readonly chance: Chance;
};

/** Where a channel stood, with a salt of its own, so that its commitment can be opened alone. */
export type HeadOpening = Pick<Channel, 'ch' | 'epoch' | 'seq'> & {
  readonly hash: string;
  readonly salt: string;
};

const SALT_BYTES = 16;

/**
 * Once an hour, when something moved, commits in the log to where every channel stands, ours and our partners' to us. The
 * leaf says nothing but the hour and one digest; what it hides is kept, and opened to prove later that no entry was rewritten.
 */
export async function commitHeads(
  { transact, hash, chance }: CommitNeeds,
  agency: Agency,
  at: Instant,
): Promise<void> {
  const subject = headsSubject(hourOf(at));
  await transact(agency.id, async ({ transparency, channels, logLeaves }) => {
    await transparency.lock();
    const last = await transparency.lastOpening('channel-heads');
    const heads = (await channels.list()).flatMap(headOf);
    if (heads.length === 0 || isSame(last?.statement, heads)) return;
    // Not only of the last: a clock that was ahead has committed to a later hour (I27).
    if (await transparency.opening('channel-heads', subject)) return;
    const openings = heads.map((head) => ({ ...head, salt: toBase64url(chance.bytes(SALT_BYTES)) }));
    const commit = commitmentOf(
      openings.map((one) => headCommitment(hash, one)),
      hash,
    );
    await logLeaves.append({
      kind: 'channel-heads',
      subject,
      actor: agency.did,
      at,
      facts: { hour: hourOf(at), commit },
    });
    await transparency.addOpening({ kind: 'channel-heads', subject, statement: canonicalJson(openings), at });
  });
}

/** What one channel's opening is hidden behind. */
export function headCommitment({ sha256 }: Hash, { ch, epoch, seq, hash, salt }: HeadOpening): Digest {
  return sha256(new TextEncoder().encode(canonicalJson({ ch, epoch, seq, hash, salt })));
}

/** What the leaf says: one digest over all, in an order that tells nothing. */
export function commitmentOf(commitments: readonly string[], { sha256 }: Hash): Digest {
  return sha256(new TextEncoder().encode(commitments.toSorted().join('\n')));
}

/** `2027-01-04T08Z` */
export function hourOf(at: Instant): string {
  return `${at.slice(0, 'YYYY-MM-DDTHH'.length)}Z`;
}

export function headsSubject(hour: string): string {
  return `channel heads of ${hour}`;
}

function headOf({ ch, epoch, seq, hash }: Channel): readonly Omit<HeadOpening, 'salt'>[] {
  return hash === undefined ? [] : [{ ch, epoch, seq, hash }];
}

/** Whether these are the heads that were committed to last. */
function isSame(statement: string | undefined, heads: readonly Omit<HeadOpening, 'salt'>[]): boolean {
  const before: unknown = statement === undefined ? [] : JSON.parse(statement);
  const named = (one: JsonObject): string =>
    canonicalJson({ ch: one['ch'] ?? '', epoch: one['epoch'] ?? 0, seq: one['seq'] ?? 0 });
  return Array.isArray(before) && before.map(named).toSorted().join() === heads.map(named).toSorted().join();
}
