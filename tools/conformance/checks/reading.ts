import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import { demand, type Check, type Run } from '../check.ts';
import { headerOf, signJws } from '../compact-jws.ts';
import { channelOf, digestOf, makeKey } from '../keys.ts';
import { answerNext, askAfter, hintUntil, untilHeld } from '../lead-reader.ts';
import {
  headOf,
  killOf,
  newGuid,
  nextPayload,
  sealed,
  signEntry,
  write,
  type Peer,
  type Turn,
  type Written,
} from '../peer.ts';
import { send } from '../peer-server.ts';
import { receiptsFor, statesFor } from '../read-channel.ts';

const ENTRY = 'pactwire-entry+jws';

/** A page of ours with these entries, under an honest head or another. */
export function pageOf(peer: Peer, nodeDid: string, entries: readonly string[], head?: string): Turn {
  return (_ask, reply) =>
    send(reply, 200, { head: head ?? headOf(peer, nodeDid), entries: [...entries], more: false });
}

/** Lies in place of the next entry. Each is a kill that asks for a receipt, so that one that counts is seen from outside. */
const LIES: readonly (readonly [id: string, section: string, says: string, lie: (run: Run) => Written])[] = [
  [
    'gap',
    'The chain',
    'an entry further than the next',
    changed(({ seq }) => ({ seq: Number(seq) + 1, prev: digestOf('?') })),
  ],
  [
    'wrong-prev',
    'The chain',
    'the next, after another than the one held',
    changed(() => ({ prev: digestOf('?') })),
  ],
  ['no-prev', 'The chain', 'no hash before an entry that is not the first', changed(() => ({ prev: null }))],
  [
    'wrong-aud',
    'The chain',
    'an entry for somebody else',
    changed(() => ({ aud: 'did:web:somebody-else.example' })),
  ],
  [
    'wrong-iss',
    'The chain',
    'an entry in somebody else’s name',
    changed(() => ({ iss: 'did:web:somebody-else.example' })),
  ],
  [
    'wrong-channel',
    'The chain',
    'an entry of another channel',
    changed((_payload, { node }) => ({ ch: channelOf('did:web:x.example', node.did) })),
  ],
  ['wrong-epoch', 'The chain', 'an epoch that nobody opened', changed(() => ({ epoch: 2 }))],
  ['wrong-version', 'Entry', 'another version', changed(() => ({ v: 2 }))],
  ['wrong-id', 'Entry', 'an id that is no URN of a UUID', changed(() => ({ id: 'probe' }))],
  ['null-member', 'Entry', 'null where a member should be left out', changed(() => ({ obj: null }))],
  [
    'large-data',
    'Entry',
    'data of more than 32 KiB',
    changed(({ data }) => ({ data: { ...asObject(data), more: 'x'.repeat(33_000) } })),
  ],
  [
    'large-entry',
    'Entry',
    'an entry of more than 64 KiB',
    changed(() => ({ ext: { 'org.example': 'x'.repeat(66_000) } })),
  ],
  [
    'deep',
    'Entry',
    'JSON deeper than 64 levels',
    written((text) => text.replace(/\}$/, `,"ext":{"org.example":${'['.repeat(64)}${']'.repeat(64)}}}`)),
  ],
  [
    'twice-named',
    'Entry',
    'a name that stands twice',
    written((text) => text.replace(/\}$/, ',"crit":false}')),
  ],
  [
    'large-number',
    'Entry',
    'an integer beyond 2⁵³ − 1',
    written((text) => text.replace(/\}$/, ',"ext":{"org.example":9007199254740993}}')),
  ],
  ['no-json', 'Entry', 'a payload that is no JSON', written((text) => text.slice(0, -1))],
  ['wrong-signature', 'Entry', 'a signature over other bytes', (run) => broken(honestKill(run))],
  [
    'foreign-key',
    'Entry',
    'a key that nobody pinned',
    (run) => signedBy(run, makeKey(`${run.main.did}#sign-9`)),
  ],
  [
    'other-key',
    'Entry',
    'a pinned name over another key',
    (run) => signedBy(run, makeKey(run.main.sign.kid)),
  ],
  ['http-key', 'Entry', 'the key for requests', (run) => signedBy(run, run.main.http)],
  ['head-as-entry', 'Entry', 'a typ for another use', (run) => headed(run, { typ: 'pactwire-head+jws' })],
  ['other-alg', 'Entry', 'another name of the algorithm', (run) => headed(run, { alg: 'EdDSA' })],
  ['more-header', 'Entry', 'a header with more members', (run) => headed(run, { crit: [] })],
];

function honestKill(run: Run): Written {
  return signEntry(run.main, nextPayload(run.main, run.node.did, killOf(newGuid())));
}

function changed(change: (payload: JsonObject, run: Run) => JsonObject): (run: Run) => Written {
  return (run) => {
    const { payload } = honestKill(run);
    return signEntry(run.main, { ...payload, ...change(payload, run) });
  };
}

/** The text itself, where no JSON value says it. */
function written(change: (text: string) => string): (run: Run) => Written {
  return (run) => {
    const { payload } = honestKill(run);
    const { sign } = run.main;
    return sealed(signJws(sign, headerOf(sign, ENTRY), change(JSON.stringify(payload))), payload);
  };
}

function signedBy(run: Run, key: Peer['sign']): Written {
  return signEntry(run.main, honestKill(run).payload, key);
}

function headed(run: Run, change: JsonObject): Written {
  const { payload } = honestKill(run);
  const { sign } = run.main;
  const header = { ...headerOf(sign, ENTRY), ...change };
  return sealed(signJws(sign, header, JSON.stringify(payload)), payload);
}

function broken({ jws, payload }: Written): Written {
  const at = jws.lastIndexOf('.') + 10;
  return sealed(`${jws.slice(0, at)}${jws[at] === 'A' ? 'B' : 'A'}${jws.slice(at + 1)}`, payload);
}

function asObject(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

export const READING: readonly Check[] = [
  {
    id: 'read.honest',
    section: 'Receipts',
    says: 'a recall is taken in, acknowledged and answered, once',
    async run(run) {
      const seen = await demandAnswered(run, run.main);
      const { length } = run.main.written;
      const last = await hintUntil(run, run.main, 'the cursor is put', () =>
        run.main.cursors.find(({ seq }) => seq === length),
      );
      demand(
        last['hash'] === run.main.written.at(-1)?.hash && last['epoch'] === 1,
        'the cursor names another entry',
      );
      return seen;
    },
  },
  ...LIES.map(([id, section, says, lie]): Check => ({
    id: `read.${id}`,
    section,
    says: `${says} is not taken in, and nothing is passed over`,
    run: (run) => demandRefused(run, lie(run)),
  })),
  {
    id: 'read.repeat',
    section: 'The chain',
    says: 'what is held comes again without a second effect',
    async run(run) {
      const { main, node } = run;
      await untilHeld(run, main, main.written.length);
      const kill = main.written.findLast(({ payload }) => payload['type'] === 'item.killed');
      demand(kill !== undefined, 'nothing was killed yet');
      const before = await receiptsFor(run, main, kill.hash);
      const all = main.written.map(({ jws }) => jws);
      await askAfter(run, main, await answerNext(run, main, pageOf(main, node.did, all)));
      await demandAnswered(run, main);
      const after = await receiptsFor(run, main, kill.hash);
      demand(after.length === before.length, `${after.length} receipts where there were ${before.length}`);
      return `${after.length} receipts, as before`;
    },
  },
  {
    id: 'read.rollback',
    section: 'Head',
    says: 'a head that goes back takes nothing from the reader',
    async run(run) {
      const { main, node } = run;
      const { length } = main.written;
      await untilHeld(run, main, length);
      const back = headOf(main, node.did, { seq: length - 1 });
      const next = await askAfter(run, main, await answerNext(run, main, pageOf(main, node.did, [], back)));
      demand(next.after === length, `it went back to ${next.after} from ${length}`);
      return demandAnswered(run, main);
    },
  },
];

/** The reader was given a lie, asks after the same position again, goes on when the truth comes, and gave no receipt for the lie. */
export async function demandRefused(run: Run, lie: Written, peer = run.main): Promise<string> {
  const { node } = run;
  const at = peer.written.length;
  await untilHeld(run, peer, at);
  const head = headOf(peer, node.did, { seq: at + 1, hash: lie.hash });
  const count = await answerNext(run, peer, pageOf(peer, node.did, [lie.jws], head));
  const next = await askAfter(run, peer, count);
  demand(next.after === at, `it went on to ${next.after} from ${at}`);
  await demandAnswered(run, peer);
  const receipts = await receiptsFor(run, peer, lie.hash);
  demand(receipts.length === 0, `it gave ${receipts.length} receipts for it`);
  return `asked again after ${at}`;
}

/** An honest recall of what nobody has is received, and not applicable. */
export async function demandAnswered(run: Run, peer: Peer): Promise<string> {
  const [kill] = write(peer, run.node.did, killOf(newGuid()));
  if (!kill) throw new Error('nothing was written');
  const states = await statesFor(run, peer, kill.hash);
  demand(states.join() === 'received,notApplicable', `the receipts say ${states.join(', ')}`);
  return states.join(', ');
}
