import { channelIdOf, isChannelId } from '#formats/envelope/channel-id.ts';
import { signCompact } from '#formats/envelope/compact-jws.ts';
import { printEntry } from '#formats/envelope/entry.ts';
import { printHead } from '#formats/envelope/head.ts';
import { printItemUri } from '#formats/ninjs/item-uri.ts';
import { nodeHash, uuidV7 } from '#engines/world.ts';
import { accept } from '#kernel/result.ts';
import type { ExchangeNeeds } from '#http/node/exchange.ts';
import type { EntryPage } from '#ports/partner-node.ts';
import type { Caller } from '#app/channel/serve-channel.ts';
import type { Town } from './town.ts';
import type { SimulatedNode } from './node.ts';
import type { World } from './world.ts';

/** How often a lie takes the place of the truth. */
const LIES = 0.3;

/** What a lying node needs to know; it exists before its town does. */
export type Liar = { readonly world: World; town?: Town; node?: SimulatedNode };

/**
 * A partner that lies: it holds good keys and a good agreement, and answers some requests for its channel with a kill of
 * somebody else's story, another history, an older page, a head that it takes back, a signature by the wrong key, or an
 * entry that is far too large.
 */
export function lyingDoors(liar: Liar): (doors: ExchangeNeeds) => ExchangeNeeds {
  const earlier = new Map<string, EntryPage>();
  return (doors) => ({
    ...doors,
    async readChannel(caller, ask) {
      const honest = await doors.readChannel(caller, ask);
      if (!honest.ok) return honest;
      const before = earlier.get(ask.ch);
      earlier.set(ask.ch, honest.value);
      if (!liar.world.random.chance(LIES)) return honest;
      return accept(lie(liar, caller, { ask, honest: honest.value, before: before ?? honest.value }));
    },
  });
}

type Asked = {
  readonly ask: { readonly ch: string; readonly epoch: number; readonly after: number };
  readonly honest: EntryPage;
  readonly before: EntryPage;
};

function lie(liar: Liar, caller: Caller, asked: Asked): EntryPage {
  const { honest, before, ask } = asked;
  const lies = {
    replay: () => before,
    'head-as-entry': () => ({ ...honest, entries: [honest.head] }),
    oversize: () => ({ ...honest, entries: [`${'A'.repeat(70_000)}.${'A'.repeat(20)}.${'A'.repeat(86)}`] }),
    rollback: () => ({
      ...honest,
      entries: [],
      head: headAt(liar, caller, { ...ask, seq: Math.max(0, ask.after - 1) }),
    }),
    'wrong-key': () => forged(liar, caller, asked, 'http'),
    'forged-kill': () => forged(liar, caller, asked, 'sign'),
  };
  return (liar.world.random.pick(Object.values(lies)) ?? lies.replay)();
}

/** The next entry of the chain, well made, which kills a story of the caller's or of a third newsroom. */
function forged(liar: Liar, caller: Caller, { ask, honest }: Asked, role: 'sign' | 'http'): EntryPage {
  const { world, town, node } = liar;
  const stories = (town?.newsrooms ?? []).flatMap(({ node: home, agency }) =>
    home === node
      ? []
      : home.database
          .rowsOf(agency.id)
          .items.all()
          .filter(({ origin }) => origin === 'own'),
  );
  const victim = world.random.pick(stories);
  const rows = node?.database.rowsOf(caller.agency.id);
  const channel = rows?.channels.get(ask.ch);
  const ch = channelIdOf(caller.agency.did, caller.partnerDid, nodeHash.sha256);
  if (!victim || !channel || !node || ask.after !== channel.seq) return honest;
  const text = printEntry({
    id: `urn:uuid:${uuidV7(world.scheduler.now(), world.random.bytes(10))}`,
    ch,
    epoch: channel.epoch,
    seq: channel.seq + 1,
    prev: channel.hash ?? null,
    iss: caller.agency.did,
    aud: caller.partnerDid,
    type: 'item.killed',
    subj: printItemUri(victim.guid),
    time: node.now(),
    agr: [],
    crit: true,
    data: { guid: victim.guid, version: victim.latestVersion, reasonClass: 'error', publicReason: 'A lie.' },
  });
  const { signer } = node.keysOf(caller.agency.id)[role];
  return {
    ...honest,
    entries: [signCompact({ kid: signer.kid, typ: 'pactwire-entry+jws' }, text, signer.sign)],
  };
}

function headAt(
  { node }: Liar,
  caller: Caller,
  { ch, epoch, seq }: { readonly ch: string; readonly epoch: number; readonly seq: number },
): string {
  const entry = node?.database.rowsOf(caller.agency.id).entries.get(`${ch} ${epoch} ${seq}`);
  const signer = node?.keysOf(caller.agency.id).sign.signer;
  if (!node || !signer || !isChannelId(ch)) throw new Error('a liar that answers is there');
  const text = printHead({ ch, epoch, seq: entry ? seq : 0, hash: entry?.hash ?? null, asOf: node.now() });
  return signCompact({ kid: signer.kid, typ: 'pactwire-head+jws' }, text, signer.sign);
}
