import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import type { Hands } from './hands.ts';
import { demand, until, type Run } from './check.ts';
import { told } from './told.ts';
import { introduce } from './checks/introductions.ts';
import { headerOf, signJws } from './compact-jws.ts';
import { digestOf, thumbprintOf } from './keys.ts';
import { hintUntil, untilHeld } from './lead-reader.ts';
import { write, type Peer } from './peer.ts';
import { channelPath, readAll } from './read-channel.ts';
import { ask, callAs } from './tested-node.ts';

/** One of our agencies as a person at the tested node has to pin it. */
export type ToTrust = { readonly did: string; readonly thumbprints: readonly string[] };

/** The person, or the script, that acts at the tested node. */
export type Operator = {
  /** Has introduced itself; pin it. */
  trust(peers: readonly ToTrust[]): Promise<void>;
  /** Sign an agreement with this agency and offer it a story with a picture; the kit signs whatever it is sent. */
  offerStory(to: ToTrust): Promise<void>;
  /** Left out where nobody can do more: what needs them is not asked then. */
  readonly hands?: Hands;
};

/** Introduces the peers, and waits until the tested node knows each of them and reads its channel. */
export async function becomeTrusted(run: Run, operator: Operator, peers: readonly Peer[]): Promise<void> {
  for (const peer of peers) {
    const { status } = await introduce(run, peer);
    demand(status === 202, `an introduction was answered ${status}`);
  }
  await operator.trust(peers.map(toTrust));
  for (const peer of peers) {
    await until(`${peer.did} is trusted`, run.patienceMs, async () => {
      const { status } = await callAs(run.origin, peer, { path: channelPath(run, peer, 'head') });
      return status === 401 ? undefined : status;
    });
    write(peer, run.node.did, { type: 'channel.opened', data: { epoch: 1 } });
    await untilHeld(run, peer, 1);
  }
}

function toTrust({ did, sign, http, recovery }: Peer): ToTrust {
  return { did, thumbprints: [sign, http, recovery].map(({ x }) => thumbprintOf(x)) };
}

/** Signs what the tested node proposes, and waits for a story of it. */
export async function receiveStory(run: Run, operator: Operator): Promise<NonNullable<Run['story']>> {
  const { main } = run;
  const signed = new Set<string>();
  const acting = operator.offerStory(toTrust(main)).then(() => undefined);
  const looking = until('a story is offered', run.patienceMs, async () => {
    const entries = (await readAll(run, main)).map(({ payload }) => payload);
    for (const entry of entries) await countersign(run, entry, signed);
    const offers = entries.filter(({ type, obj }) => type === 'item.offered' && isJsonObject(obj));
    for (const entry of offers) {
      const story = await openStory(run, entry);
      if (story.blob !== undefined) return story;
    }
    return undefined;
  });
  const [story] = await Promise.all([looking, acting]);
  return story;
}

async function openStory(run: Run, entry: JsonObject): Promise<NonNullable<Run['story']>> {
  const { obj } = entry;
  const object = isJsonObject(obj) ? obj : {};
  const blob = firstPicture((await fetchObject(run, object)).json);
  return { entry, object, ...(blob === undefined ? {} : { blob }) };
}

function fetchObject(run: Run, { digest }: JsonObject) {
  return ask(run.origin, run.main, { path: `/pxp/v1/objects/${told(digest)}` });
}

/** A rendition of ninjs whose `title` is a digest (pxp-1, Objects and blobs), wherever it stands. */
function firstPicture(value: Json): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (isJsonObject(value)) {
    const { href, title } = value;
    if (typeof href === 'string' && typeof title === 'string' && /^sha-256:[\w-]{43}$/.test(title))
      return title;
  }
  for (const part of Object.values(value)) {
    const found = firstPicture(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A person on our side would read it; the kit signs the exact bytes that were laid before it, once. */
async function countersign(run: Run, entry: JsonObject, signed: Set<string>): Promise<void> {
  const { type, obj, data, subj } = entry;
  if (type !== 'agreement.proposed' || !isJsonObject(obj) || !isJsonObject(data)) return;
  const { digest } = obj;
  // Only what its own side has signed is proposed to be signed.
  if (typeof digest !== 'string' || typeof data['signature'] !== 'string' || signed.has(digest)) return;
  const { bytes } = await fetchObject(run, obj);
  demand(digestOf(bytes) === digest, `the agreement is ${digestOf(bytes)}, and was named ${digest}`);
  signed.add(digest);
  const key = run.main.sign;
  const [header = '', , signature = ''] = signJws(key, headerOf(key, 'pactwire-agreement+jws'), bytes).split(
    '.',
  );
  write(run.main, run.node.did, {
    type: 'agreement.accepted',
    ...(typeof subj === 'string' ? { subj } : {}),
    agr: [digest],
    data: { digest, protected: header, signature },
  });
  await hintUntil(run, run.main, 'the signature is read', () =>
    run.main.asks.some(({ after }) => after === run.main.written.length) ? true : undefined,
  );
}
