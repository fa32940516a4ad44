import { isJsonObject } from '#kernel/json.ts';
import { memberOf, openBundle, printBundle, type Bundled } from '../bundle-file.ts';
import { demand, type Check, type Run } from '../check.ts';
import { channelOf, makeKey } from '../keys.ts';
import { untilHeld } from '../lead-reader.ts';
import { headOf, killOf, newGuid, nextPayload, signEntry, type Written } from '../peer.ts';
import { openHead, readAll, receiptsFor, statesFor } from '../read-channel.ts';
import { packTar, type Member } from '../tar.ts';
import { told } from '../told.ts';
import { handsAt } from './hands-at.ts';
import { demandHeld, sayNext, whileAway } from './deposits.ts';

/** Bundles that are to be refused whole, each of an entry that nobody has read yet. */
const LIES: readonly (readonly [id: string, says: string, lie: (run: Run) => Buffer])[] = [
  ['altered', 'with a member whose bytes are not those of its name', (run) => packTar(altered(honest(run)))],
  ['cut', 'that is cut off behind a member', (run) => packTar(honest(run, [OTHER]).slice(0, -1))],
  ['torn', 'that is cut off within a member', (run) => packTar(honest(run, [OTHER])).subarray(0, -1536)],
  [
    'unsigned',
    'under a key that is not its sender’s',
    (run) => made(run, { key: makeKey(run.main.sign.kid) }),
  ],
  ['path', 'with a member of another name than bundles have', (run) => made(run, { more: [PATH] })],
  ['whole', 'with an entry whose signature does not hold behind one that is good', brokenBehind],
  ['ahead', 'that begins beyond the position of its reader', beginsAhead],
  ['foreign', 'for another reader', forAnother],
  ['short', 'whose entries do not reach its head', endsShort],
];

const OTHER = memberOf('objects', Buffer.from('{}'));
const PATH: Member = { name: '../entries', bytes: Buffer.from('{}') };

export const BUNDLES: readonly Check[] = [
  {
    id: 'bundle.written',
    section: 'Bundles',
    says: 'a bundle is an archive as specified, of the entries that HTTP gives, to the letter, and up to its head',
    async run(run) {
      const { main, node } = run;
      await untilHeld(run, main, main.written.length);
      const bundle = openBundle(await handsAt(run).writeBundle(main.did), node.signs);
      demand(typeof bundle !== 'string', told(bundle));
      const { ch, after, head, cursor } = bundle.manifest;
      demand(ch === channelOf(node.did, main.did), `it is of the channel ${told(ch)}`);
      const from = isJsonObject(after) ? Number(after['seq']) : 0;
      const { seq } = openHead(run, told(head));
      demand(
        from + bundle.entries.length === seq,
        `${bundle.entries.length} entries from ${from}, and a head at ${told(seq)}`,
      );
      const given = (await readAll(run, main)).slice(from, Number(seq)).map(({ jws }) => jws);
      demand(given.join() === bundle.entries.join(), 'HTTP gives other entries');
      demand(isJsonObject(cursor), 'it does not say how far our channel is held');
      const isThere = cursor['seq'] === main.written.length && cursor['hash'] === main.written.at(-1)?.hash;
      demand(isThere, `it says of our channel ${told(cursor)}`);
      return `${bundle.entries.length} entries, ${bundle.members.length} members`;
    },
  },
  {
    id: 'bundle.read',
    section: 'Bundles',
    says: 'what a bundle brings is taken in as if it had been read, and answered',
    run: (run) =>
      whileAway(run, async () => {
        const after = run.main.written.length;
        const kill = sayNext(run, killOf(newGuid()));
        await handsAt(run).readBundle(packTar(printBundle(ours(run, after, [kill]))));
        await demandHeld(run);
        return (await statesFor(run, run.main, kill.hash)).join(', ');
      }),
  },
  {
    id: 'bundle.again',
    section: 'Bundles',
    says: 'read again, nothing happens a second time',
    run: (run) =>
      whileAway(run, async () => {
        const after = run.main.written.length;
        const kills = [sayNext(run, killOf(newGuid())), sayNext(run, killOf(newGuid()))];
        const bundle = packTar(printBundle(ours(run, after, kills)));
        for (let times = 0; times < 2; times += 1) await handsAt(run).readBundle(bundle);
        await demandHeld(run);
        const [first, last] = kills;
        const states = await statesFor(run, run.main, last?.hash);
        const again = await receiptsFor(run, run.main, first?.hash ?? '');
        demand(again.length === states.length, `it was answered ${again.length} times`);
        return 'answered once';
      }),
  },
  ...LIES.map(([id, says, lie]): Check => ({
    id: `bundle.${id}`,
    section: 'Bundles',
    says: `a bundle ${says} is refused whole`,
    run: (run) =>
      whileAway(run, async () => {
        await handsAt(run).readBundle(lie(run));
        await demandHeld(run);
        return `nothing behind ${run.main.written.length} counts`;
      }),
  })),
];

function ours({ main, node }: Run, after: number, entries: readonly Written[]): Bundled {
  const last = entries.at(-1);
  const head = headOf(main, node.did, { seq: after + entries.length, ...(last ? { hash: last.hash } : {}) });
  const ch = channelOf(main.did, node.did);
  return { key: main.sign, ch, after, head, entries: entries.map(({ jws }) => jws) };
}

/** The next entry, which is said in this bundle alone. */
function unsaid({ main, node }: Run, change: object = {}): Written {
  return signEntry(main, { ...nextPayload(main, node.did, killOf(newGuid())), ...change });
}

function honest(run: Run, more: readonly Member[] = []): readonly Member[] {
  return printBundle({ ...ours(run, run.main.written.length, [unsaid(run)]), more });
}

function made(run: Run, change: Partial<Bundled>): Buffer {
  return packTar(printBundle({ ...ours(run, run.main.written.length, [unsaid(run)]), ...change }));
}

/** A line feed more: every signature holds, and the bytes are others than named. */
function altered(members: readonly Member[]): readonly Member[] {
  return members.map((member) =>
    member.name.startsWith('entries/')
      ? { ...member, bytes: Buffer.concat([member.bytes, Buffer.from('\n')]) }
      : member,
  );
}

function brokenBehind(run: Run): Buffer {
  const first = unsaid(run);
  const second = unsaid(run, { seq: run.main.written.length + 2, prev: first.hash });
  const broken = { ...second, jws: `${second.jws.slice(0, -86)}${'A'.repeat(86)}` };
  return packTar(printBundle(ours(run, run.main.written.length, [first, broken])));
}

function beginsAhead(run: Run): Buffer {
  const after = run.main.written.length + 1;
  return packTar(printBundle(ours(run, after, [unsaid(run, { seq: after + 1 })])));
}

function endsShort(run: Run): Buffer {
  const after = run.main.written.length;
  const first = unsaid(run);
  const second = unsaid(run, { seq: after + 2, prev: first.hash });
  const { head } = ours(run, after, [first, second]);
  return packTar(printBundle({ ...ours(run, after, [first]), head }));
}

function forAnother(run: Run): Buffer {
  const aud = 'did:web:somebody-else.example';
  const ch = channelOf(run.main.did, aud);
  const bundle = ours(run, run.main.written.length, [unsaid(run, { aud, ch })]);
  const head = headOf(run.main, aud, { seq: run.main.written.length + 1 });
  return packTar(printBundle({ ...bundle, ch, head }));
}
