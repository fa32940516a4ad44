import type { Partner } from '#domain/newsroom/agency.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { signCompact } from '#formats/envelope/compact-jws.ts';
import { printEntry, type EntryDraft } from '#formats/envelope/entry.ts';
import type { Channel, StoredEntry } from '#ports/channel-store.ts';
import type { Signer } from '#ports/keys.ts';
import type { Town } from './two-agencies.ts';

/** Hanoi’s keys as Nanning sees them, and what anybody could sign with one, told in a test's words. */
export function keyDesk(town: Town) {
  const { hanoi, nanning } = town;
  const ch = channelIdOf(hanoi.agency.did, nanning.agency.did, hanoi.tools.hash.sha256);
  const held = async (): Promise<Channel> => {
    const channel = await town.within(nanning, ({ channels }) => channels.find(ch));
    if (!channel) throw new Error('no channel');
    return channel;
  };
  return {
    ch,
    kid: (name: string): string => `${hanoi.agency.did}#${name}`,
    held,
    async pinned(): Promise<Partner> {
      const partner = await town.within(nanning, ({ partners }) => partners.find(hanoi.agency.did));
      if (!partner) throw new Error('no partner');
      return partner;
    },
    written: (): Promise<readonly StoredEntry[]> =>
      town.within(hanoi, ({ channels }) => channels.entriesAfter(ch, 1, 0, 100)),
    /** The next entry of the channel as whoever holds this key would sign it. */
    async next(signer: Signer, more: Partial<EntryDraft>): Promise<string> {
      const { seq, hash } = await held();
      const text = printEntry({
        id: `urn:uuid:${hanoi.tools.ids.uuid()}`,
        ch,
        epoch: 1,
        seq: seq + 1,
        prev: hash ?? null,
        iss: hanoi.agency.did,
        aud: nanning.agency.did,
        type: 'note',
        time: town.now(),
        agr: [],
        crit: false,
        data: {},
        ...more,
      });
      return signCompact({ kid: signer.kid, typ: 'pactwire-entry+jws' }, text, signer.sign);
    },
  };
}

/** The key that a stored entry says it was signed by. */
export function signerOf({ jws }: StoredEntry): string {
  const header: { kid: string } = JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString());
  return header.kid;
}
