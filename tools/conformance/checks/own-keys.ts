import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import { demand, demandProblem, until, type Check, type Run } from '../check.ts';
import { openJws } from '../compact-jws.ts';
import { channelOf } from '../keys.ts';
import { hintUntil } from '../lead-reader.ts';
import { killOf, newGuid, write } from '../peer.ts';
import { channelPath, openHead, readAll, readPage, statesFor, type Page } from '../read-channel.ts';
import { ask } from '../tested-node.ts';
import { told } from '../told.ts';
import { keysOf } from './discovery.ts';
import { handsAt } from './hands-at.ts';

/** Keys that the node changes by itself, as its partners see it. */
export const OWN_KEYS: readonly Check[] = [
  {
    id: 'own-key.told',
    section: 'Keys',
    says: 'a signing key that the node changes is told in the channel: critical, signed by the old key, proven by the new',
    async run(run) {
      const { kid, old } = await changeKey(run, 'sign');
      return `${kid} in the place of ${old}`;
    },
  },
  {
    id: 'own-key.signs',
    section: 'Keys',
    says: 'the new key signs every entry behind the change, and the head; the old one every entry before',
    async run(run) {
      const { main, node } = run;
      const { kid, seq } = await changeKey(run, 'sign');
      const [kill] = write(main, node.did, killOf(newGuid()));
      await statesFor(run, main, kill?.hash);
      const entries = await readAll(run, main);
      const behind = entries.slice(seq).find(({ jws }) => signerOf(jws) !== kid);
      demand(behind === undefined, `an entry behind ${seq} is signed by ${signerOf(behind?.jws)}`);
      const early = entries.slice(0, seq).find(({ jws }) => signerOf(jws) === kid);
      demand(early === undefined, `an entry up to ${seq} is signed by ${kid}`);
      const answer = await ask(run.origin, main, { path: channelPath(run, main, 'head') });
      const { head } = answer.json;
      demand(typeof head === 'string', 'no head');
      openHead(run, head);
      demand(signerOf(head) === kid, `the head is signed by ${signerOf(head)}`);
      return `${entries.length - seq} entries behind ${seq}`;
    },
  },
  {
    id: 'own-key.published',
    section: 'Keys',
    says: 'did.json shows the new key in use and keeps the old one, marked revoked',
    async run(run) {
      const { kid, old } = await changeKey(run, 'sign');
      return until('both keys in did.json', run.patienceMs, async () => {
        const { signs } = await keysOf(run);
        return signs.has(kid) && signs.has(old) ? `${signs.size} keys` : undefined;
      });
    },
  },
  {
    id: 'own-key.calls',
    section: 'Keys',
    says: 'a request key that the node changes is told in the channel, and its requests are signed by the new one',
    async run(run) {
      const { main, server } = run;
      const { kid } = await changeKey(run, 'http');
      const from = server.seen.length;
      const calls = await hintUntil(run, main, `a request that ${kid} has signed`, () => {
        const signed = server.seen.slice(from).filter(({ headers }) => {
          return String(headers['signature-input'] ?? '').includes(`keyid="${kid}"`);
        });
        return signed.length > 0 ? signed.length : undefined;
      });
      return `${calls} requests`;
    },
  },
  {
    id: 'own-key.waits',
    section: 'After a restore',
    says: 'a partner that claims to hold too much keeps no key from being changed, and is told first of all once its channel goes on',
    async run(run) {
      const { ahead } = run;
      const { length } = await readAll(run, ahead);
      const path = channelPath(run, ahead, `entries?epoch=1&after=${length + 1000}`);
      demandProblem(await ask(run.origin, ahead, { path }), 409, 'future-cursor');
      const { kid } = await changeKey(run, 'sign');
      const now = await readAll(run, ahead);
      demand(now.length === length, `${now.length - length} entries are signed while it waits`);
      await handsAt(run).reopen(ahead.did);
      const { entries } = await until('a later epoch', run.patienceMs, () => laterEpoch(run, length));
      return `told as ${toldChanges(entries, kid).join(', ')}`;
    },
  },
];

/** The first page of the epoch behind the one that was given up. */
async function laterEpoch(run: Run, held: number): Promise<Page | undefined> {
  const path = channelPath(run, run.ahead, `entries?epoch=1&after=${held}`);
  const { facts } = (await ask(run.origin, run.ahead, { path })).json;
  const { epoch } = isJsonObject(facts) ? facts : {};
  return typeof epoch === 'number' ? readPage(run, run.ahead, `epoch=${epoch}&after=0`) : undefined;
}

/** Behind the opening, change after change, each signed by the key before it, up to the one in use. */
function toldChanges([opened, ...behind]: Page['entries'], last: string): readonly string[] {
  let known = signerOf(opened?.jws);
  const kids: string[] = [];
  for (const { jws, payload } of behind) {
    if (known === last) break;
    const { type, data } = payload;
    const { old, new: fresh } = asObject(data);
    demand(type === 'key.rotated', `${told(type)} stands before the change to ${last}`);
    demand(signerOf(jws) === known, `a change is signed by ${signerOf(jws)}, not by ${known}`);
    if (asObject(old)['kid'] !== known) continue;
    known = told(asObject(fresh)['kid']);
    kids.push(known);
  }
  demand(known === last, `the channel goes on under ${known}, and its reader is not told of ${last}`);
  return kids;
}

type Role = 'sign' | 'http';
type Changed = { readonly kid: string; readonly old: string; readonly seq: number };

/** The operator has a key changed. What stands in the channel then is as specified, and the kit knows the new key. */
async function changeKey(run: Run, role: Role): Promise<Changed> {
  const { main, node } = run;
  const { length } = await readAll(run, main);
  await handsAt(run).rotate(role);
  const known = role === 'sign' ? node.signs : node.calls;
  const jws = await until('an entry that tells the change', run.patienceMs, () =>
    findChange(run, length, known),
  );
  const opened = openJws(jws, 'pactwire-entry+jws', node.signs);
  demand(typeof opened !== 'string', `the entry is not as specified: ${told(opened)}`);
  const { type, crit, data, seq } = opened.payload;
  demand(type === 'key.rotated' && crit === true, `the entry is ${told(type)}, crit ${told(crit)}`);
  const said = asObject(data);
  const fresh = asObject(said['new']);
  const [kid, old, x] = [
    told(fresh['kid']),
    told(asObject(said['old'])['kid']),
    told(asObject(fresh['jwk'])['x']),
  ];
  demand(kid.startsWith(`${node.did}#`), `the new key is ${kid}`);
  demand(role === 'http' || signerOf(jws) === old, `it is signed by ${signerOf(jws)}, not by ${old}`);
  demandProof(
    said['proof'],
    { kid, x },
    { kid, prevKid: old, ch: channelOf(node.did, main.did), seq: Number(seq) },
  );
  const learned = new Map([...known, [kid, x]]);
  run.node = { ...node, ...(role === 'sign' ? { signs: learned } : { calls: learned }) };
  return { kid, old, seq: Number(seq) };
}

/** What stands behind may be signed by a key that is not known yet, so nothing is opened to find it. */
async function findChange(
  run: Run,
  after: number,
  known: ReadonlyMap<string, string>,
): Promise<string | undefined> {
  const path = channelPath(run, run.main, `entries?epoch=1&after=${after}`);
  const { entries } = (await ask(run.origin, run.main, { path })).json;
  const texts = Array.isArray(entries) ? entries.map(told) : [];
  return texts.find((jws) => {
    const { type, data } = partOf(jws, 1);
    return type === 'key.rotated' && known.has(told(asObject(asObject(data)['old'])['kid']));
  });
}

function demandProof(
  proof: Json | undefined,
  { kid, x }: { readonly kid: string; readonly x: string },
  expected: JsonObject,
): void {
  const opened = openJws(told(proof), 'pactwire-keyproof+jws', new Map([[kid, x]]));
  demand(typeof opened !== 'string', `the proof is not as specified: ${told(opened)}`);
  for (const [name, value] of Object.entries(expected))
    demand(opened.payload[name] === value, `the proof says ${name} ${told(opened.payload[name])}`);
}

function signerOf(jws: string | undefined): string {
  return told(partOf(jws ?? '', 0)['kid']);
}

/** A part of a compact JWS, believed by nobody. */
function partOf(jws: string, part: 0 | 1): JsonObject {
  try {
    const value: Json = JSON.parse(Buffer.from(jws.split('.')[part] ?? '', 'base64url').toString('utf8'));
    return asObject(value);
  } catch {
    return {}; // no JSON says nothing
  }
}

function asObject(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
