import type { JsonObject } from '#kernel/json.ts';
import { demand, demandProblem, type Check, type Run } from '../check.ts';
import { headerOf, signJws } from '../compact-jws.ts';
import { channelOf, digestOf, makeKey, type OwnKey } from '../keys.ts';
import { untilHeld } from '../lead-reader.ts';
import { append, killOf, newGuid, nextPayload, signEntry, wake, type Peer, type Written } from '../peer.ts';
import { channelPath } from '../read-channel.ts';
import { callAs } from '../tested-node.ts';
import { demandAnswered, demandRefused } from './reading.ts';

/** What a change of keys says, where it is not as it should be. */
type Change = {
  readonly fresh: OwnKey;
  readonly old: OwnKey;
  /** Who signs the proof; the new key, unless it lies. */
  readonly prover?: OwnKey;
  /** The position that the proof names. */
  readonly provenAt?: number;
  readonly last?: JsonObject;
  readonly type: 'key.rotated' | 'key.revoked';
  readonly by?: OwnKey;
};

/** Changes that nobody should believe; each is made anew of the keys that are in use then. */
const LIES: readonly (readonly [id: string, section: string, says: string, lie: (peer: Peer) => Change])[] = [
  [
    'wrong-proof',
    'Keys',
    'a new key that has not signed its own proof',
    (peer) => ({
      ...rotation(peer),
      prover: peer.http,
    }),
  ],
  [
    'moved-proof',
    'Keys',
    'a proof for another position',
    (peer) => ({
      ...rotation(peer),
      provenAt: peer.written.length + 2,
    }),
  ],
  [
    'old-unknown',
    'Keys',
    'the place of a key that was never in use',
    (peer) => ({
      ...rotation(peer),
      old: makeKey(`${peer.did}#sign-0`),
    }),
  ],
  [
    'foreign-name',
    'Keys',
    'a new key under the name of another agency',
    (peer) => ({
      ...rotation(peer),
      fresh: makeKey('did:web:somebody-else.example#sign-2'),
    }),
  ],
  [
    'used-name',
    'Keys',
    'a new key under a name that was used',
    (peer) => ({
      ...rotation(peer),
      fresh: makeKey(peer.http.kid),
    }),
  ],
  [
    'twice',
    'Keys',
    'a key that is pinned already under another name',
    (peer) => ({
      ...rotation(peer),
      fresh: { ...peer.http, kid: nextName(peer.sign) },
    }),
  ],
  [
    'no-recovery',
    'Keys',
    'a revocation that the recovery key has not signed',
    (peer) => ({
      ...revocation(peer),
      by: peer.sign,
    }),
  ],
  [
    'trusted-ahead',
    'Keys',
    'a revocation that trusts the old key at its own position',
    (peer) => ({
      ...revocation(peer),
      last: { epoch: 1, seq: peer.written.length + 1 },
    }),
  ],
];

export const KEYS: readonly Check[] = [
  ...LIES.map(([id, section, says, lie]): Check => ({
    id: `key.${id}`,
    section,
    says: `${says} is not believed, and the keys stay as they are`,
    run: (run) => demandRefused(run, changed(run, lie(run.changing)), run.changing),
  })),
  {
    id: 'key.rotated',
    section: 'Keys',
    says: 'a signing key that was changed as specified signs from the next entry on',
    async run(run) {
      const { changing } = run;
      await tell(run, rotation(changing));
      return `${changing.sign.kid}: ${await demandAnswered(run, changing)}`;
    },
  },
  {
    id: 'key.old-signer',
    section: 'Keys',
    says: 'behind its change an entry under the old signing key does not count, as if it were still its place',
    async run(run) {
      const { sign: old } = run.changing;
      await tell(run, rotation(run.changing));
      return demandRefused(run, killBy(run, old), run.changing);
    },
  },
  {
    id: 'key.old-caller',
    section: 'Keys',
    says: 'a request key that was changed is believed beside its successor, so that no request fails',
    async run(run) {
      const { changing } = run;
      const { http: old } = changing;
      await tell(run, rotation(changing, 'http'));
      for (const key of [changing.http, old]) {
        const { status } = await headBy(run, key);
        demand(status === 200, `a request under ${key.kid} is answered ${status}`);
      }
      return `${old.kid} and ${changing.http.kid}`;
    },
  },
  {
    id: 'key.revoked',
    section: 'Keys',
    says: 'a signing key is good up to the position that the recovery key names, and the new one from then on',
    async run(run) {
      const { changing } = run;
      const { sign: old } = changing;
      await tell(run, revocation(changing));
      await demandAnswered(run, changing);
      return demandRefused(run, killBy(run, old), changing);
    },
  },
  {
    id: 'key.distrusted',
    section: 'Keys',
    says: 'what stands between the last trusted position and the revocation keeps its place, and its objects are asked for no more',
    async run(run) {
      const { changing, node } = run;
      await untilHeld(run, changing, changing.written.length);
      const last = { epoch: 1, seq: changing.written.length };
      const text = JSON.stringify({ what: 'a thief said', drawn: newGuid() });
      const digest = digestOf(text);
      const guid = newGuid();
      const obj = { digest, size: text.length, mediaType: 'application/vnd.iptc.ninjs+json' };
      const offer = { type: 'item.offered', subj: guid, obj, data: { guid, version: 1 } };
      append(changing, signEntry(changing, nextPayload(changing, node.did, offer)));
      wake(changing);
      await untilHeld(run, changing, changing.written.length);
      await tell(run, { ...revocation(changing), last });
      // Whatever was on its way has been answered by now, and found nothing.
      await demandAnswered(run, changing);
      changing.objects.set(digest, text);
      await demandAnswered(run, changing);
      demand(!changing.fetched.has(digest), 'it has asked for what the thief offered');
      return `trusted up to ${last.seq}`;
    },
  },
  {
    id: 'key.stolen-caller',
    section: 'Keys',
    says: 'a request key that was revoked is refused at once',
    async run(run) {
      const { changing } = run;
      const { http: old } = changing;
      await tell(run, revocation(changing, 'http'));
      const { status } = await headBy(run, changing.http);
      demand(status === 200, `a request under ${changing.http.kid} is answered ${status}`);
      return demandProblem(await headBy(run, old), 401, 'signature-refused');
    },
  },
];

type Role = 'sign' | 'http';

function rotation(peer: Peer, role: Role = 'sign'): Change {
  const { [role]: old, sign: by } = peer;
  return { type: 'key.rotated', old, fresh: makeKey(nextName(old)), by };
}

function revocation(peer: Peer, role: Role = 'sign'): Change {
  const last = { epoch: 1, seq: peer.written.length };
  return { ...rotation(peer, role), type: 'key.revoked', last, by: peer.recovery };
}

/** A name is never used twice: the number behind it grows. */
function nextName({ kid }: OwnKey): string {
  return kid.replace(/\d+$/, (number) => String(Number(number) + 1));
}

/** The next entry, which says the change. */
function changed({ changing, node }: Run, change: Change): Written {
  const { fresh, old, last, type, prover = fresh, provenAt = changing.written.length + 1 } = change;
  const proof = { kid: fresh.kid, prevKid: old.kid, ch: channelOf(changing.did, node.did), seq: provenAt };
  const header = { ...headerOf(prover, 'pactwire-keyproof+jws'), kid: fresh.kid };
  const data = {
    new: { kid: fresh.kid, jwk: { kty: 'OKP', crv: 'Ed25519', x: fresh.x } },
    old: { kid: old.kid },
    proof: signJws(prover, header, JSON.stringify(proof)),
    ...(last ? { last } : {}),
  };
  return signEntry(changing, nextPayload(changing, node.did, { type, crit: true, data }), change.by);
}

/** Writes an honest change: from the next entry on, the peer speaks or calls under the new key. */
async function tell(run: Run, change: Change): Promise<void> {
  const { changing } = run;
  append(changing, changed(run, change));
  if (change.old === changing.sign) changing.sign = change.fresh;
  // Until it was read, the reader knows the old one alone.
  wake(changing);
  await untilHeld(run, changing, changing.written.length);
  if (change.old === changing.http) changing.http = change.fresh;
}

function killBy({ changing, node }: Run, key: OwnKey): Written {
  return signEntry(changing, nextPayload(changing, node.did, killOf(newGuid())), key);
}

function headBy(run: Run, key: OwnKey) {
  const { changing } = run;
  const departure = { keyid: key.kid, signedBy: key };
  return callAs(run.origin, changing, { path: channelPath(run, changing, 'head') }, departure);
}
