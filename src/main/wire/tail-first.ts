import { getTailBack } from '#app/channel/get-tail-back.ts';
import { isInStep } from '#app/channel/in-step.ts';
import { tailEffects } from '#app/correction/take-up-tail.ts';
import type { Agency, Partner } from '#domain/newsroom/agency.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import { isBefore, type Position } from '#kernel/position.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { PageBack, PartnerNode } from '#ports/partner-node.ts';
import { isForNow } from './is-for-now.ts';
import type { ExchangeTools } from './exchange-tools.ts';

type To = { readonly agency: Agency; readonly partner: Partner; readonly at: Instant };

/** What a partner has brought of our own channel. */
export type Brought = {
  readonly back: PageBack | undefined;
  readonly texts: ReadonlyMap<string, Uint8Array>;
};

/**
 * What we have lost of our own channel is got back before anything of the partner's counts: its receipts may be about that. It
 * is asked for it, or has brought it. Refused with where our channel stands while it has not: nothing is lost by that, for
 * the partner brings all again.
 */
export async function tailFirst(
  tools: ExchangeTools,
  { agency, partner, at }: To,
  brought: Brought,
): Promise<Result<true, { readonly tail: Position }>> {
  const ch = channelIdOf(agency.did, partner.did, tools.hash.sha256);
  const standing = async () => {
    const channel = await tools.transact(agency.id, ({ channels }) => channels.find(ch));
    return { ch, epoch: channel?.epoch ?? 1, seq: channel?.seq ?? 0, state: channel?.state ?? 'open' };
  };
  const before = await standing();
  if (before.state !== 'open' || (await isInStep(tools.channelMarks, agency.id, before))) return accept(true);
  const partnerNode = brought.back ? asBrought(brought.back, brought.texts) : tools.partnerNode;
  const own = await getTailBack(
    { ...tools, partnerNode, effects: tailEffects(tools) },
    { agency, partner, at },
  );
  if (own.ok || !isForNow(own.error)) return accept(true);
  const { epoch, seq } = await standing();
  return refuse({ tail: { epoch, seq } });
}

const NOT_THERE = { code: 'partner-unreachable', answer: 'it has brought no more' } as const;

/** The partner's node, as far as what it has brought can stand for it. */
function asBrought(
  { cursor, entries }: PageBack,
  texts: ReadonlyMap<string, Uint8Array>,
): Pick<PartnerNode, 'ownEntries' | 'object'> {
  let isGiven = false;
  return {
    async ownEntries(_to, { epoch, after }) {
      if (entries.length === 0 || !isGiven) {
        isGiven = true;
        return accept({ cursor, entries });
      }
      return isBefore({ epoch, seq: after }, cursor) ? refuse(NOT_THERE) : accept({ cursor, entries: [] });
    },
    async object(_to, digest) {
      const text = texts.get(digest);
      return text
        ? accept(text)
        : refuse({ code: 'partner-refused', problem: 'object-unknown', answer: 'not brought' });
    },
  };
}

/** Texts by what they are named by. */
export function byDigest(
  { hash }: Pick<ExchangeTools, 'hash'>,
  objects: readonly string[],
): ReadonlyMap<Digest, Uint8Array> {
  return new Map(
    objects.map((text) => {
      const bytes = new TextEncoder().encode(text);
      return [hash.sha256(bytes), bytes];
    }),
  );
}
