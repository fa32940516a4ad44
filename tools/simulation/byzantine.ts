import { isChannelId } from '#formats/envelope/channel-id.ts';
import { signCompact } from '#formats/envelope/compact-jws.ts';
import { printHead } from '#formats/envelope/head.ts';
import { printItemUri } from '#formats/ninjs/item-uri.ts';
import { parseDigest } from '#kernel/digest.ts';
import { accept } from '#kernel/result.ts';
import type { ExchangeNeeds } from '#http/node/exchange.ts';
import type { EntryPage } from '#ports/partner-node.ts';
import type { Caller } from '#app/channel/serve-channel.ts';
import { alteredAgreement } from './altered-agreement.ts';
import { misplacedPage, sendElsewhere } from './misplaced.ts';
import { forge, type Liar, type Signing } from './told-lies.ts';

/** How often a lie takes the place of the truth. */
const LIES = 0.3;

/** How often it does what is chosen by its own chance: shows an altered agreement, or a signature in another's place. */
const SLY = { agreement: 0.06, misplaced: 0.06, elsewhere: 0.02 } as const;

/**
 * A partner that lies: it holds good keys and a good agreement, and answers some requests for its channel with a kill of
 * somebody else's story, another history, an older page, a head that it takes back, a signature by the wrong key, or an
 * entry that is far too large. It alters agreements that were signed, and shows signatures where they do not belong.
 */
export function lyingDoors(liar: Liar): (doors: ExchangeNeeds) => ExchangeNeeds {
  const earlier = new Map<string, EntryPage>();
  return (doors) => ({
    ...doors,
    async admit(request, at) {
      const admitted = await doors.admit(request, at);
      if (admitted.ok && liar.world.slyness.chance(SLY.elsewhere)) sendElsewhere(liar, request);
      return admitted;
    },
    async serveObject(caller, digest) {
      const named = parseDigest(digest);
      const text = named && liar.objects.get(named);
      if (text === undefined) return doors.serveObject(caller, digest);
      return accept({ mediaType: 'application/json', text });
    },
    async readChannel(caller, ask) {
      const honest = await doors.readChannel(caller, ask);
      if (!honest.ok) return honest;
      const before = earlier.get(ask.ch);
      earlier.set(ask.ch, honest.value);
      const sly = slyPage(liar, caller, ask, honest.value);
      if (sly) return accept(sly);
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
    'former-key': () => forged(liar, caller, asked, 'former'),
    'forged-kill': () => forged(liar, caller, asked, 'sign'),
  };
  return (liar.world.random.pick(Object.values(lies)) ?? lies.replay)();
}

/** To a reader that holds everything: anything that follows fits only there. */
function slyPage(liar: Liar, caller: Caller, ask: Asked['ask'], honest: EntryPage): EntryPage | undefined {
  const { slyness } = liar.world;
  const alters = slyness.chance(SLY.agreement);
  const misplaces = slyness.chance(SLY.misplaced);
  const end = liar.node?.database.rowsOf(caller.agency.id).channels.get(ask.ch);
  if (!end || ask.after !== end.seq || ask.epoch !== end.epoch) return undefined;
  if (alters) return { ...honest, entries: alteredAgreement(liar, caller, end) };
  return misplaces ? misplacedPage(liar, caller, end, honest) : undefined;
}

/** The next entry of the chain, well made, which kills a story of the caller's or of a third newsroom. */
function forged(liar: Liar, caller: Caller, { ask, honest }: Asked, role: Signing['role']): EntryPage {
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
  if (!victim || !channel || !node || ask.after !== channel.seq) return honest;
  const said = {
    type: 'item.killed',
    subj: printItemUri(victim.guid),
    data: { guid: victim.guid, version: victim.latestVersion, reasonClass: 'error', publicReason: 'A lie.' },
  } as const;
  const signing = { said, role, typ: 'pactwire-entry+jws', random: world.random } as const;
  return { ...honest, entries: [forge(liar, caller, channel, signing).jws] };
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
