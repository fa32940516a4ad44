import { judgeRest } from './invariants/at-rest.ts';
import { judgeExchange, nothingRead, type ReadSoFar } from './invariants/exchange.ts';
import { judgeCaller, noteRevoked, type Revoked } from './invariants/keys.ts';
import { judgeLeft } from './invariants/left.ts';
import { judgeLog, type SignedLogs } from './invariants/log.ts';
import { isOpen, lookupIn, type Memory, type Violation } from './invariants/look.ts';
import { judgeGivenPicture } from './invariants/pictures.ts';
import { judgeMisplaced, judgeSigned, type FoundGood } from './invariants/signed.ts';
import { judgeUses, type Uses } from './invariants/use.ts';
import { judgeReceipts, judgeWithdrawals, type Graves } from './invariants/withdrawal.ts';
import type { Heard } from './network.ts';
import type { Newsroom, Town } from './town.ts';
import type { World } from './world.ts';

/** Looks on and says what did not hold. It reads rows and messages; it never asks the program. */
export type Judge = {
  /** A person was told that something is done. */
  acknowledged(newsroom: Newsroom): void;
  /** Its database is an old one: what it has lost it need not hold, until somebody gives it back. */
  restored(newsroom: Newsroom): void;
  /** The invariants of these newsrooms, whose databases have changed. */
  judge(changed: readonly Newsroom[]): readonly Violation[];
  atRest(): Promise<readonly Violation[]>;
};

export function makeJudge(world: World, town: Town): Judge {
  const lookup = lookupIn(town);
  const read = new Map<string, ReadSoFar>();
  const graves = new Map<string, Graves>();
  const uses: Uses = { lastPage: new Map(), revisions: new Map(), waiting: new Set() };
  const signed: SignedLogs = new Map();
  const good: FoundGood = new WeakSet();
  const overheard: Violation[] = [];
  const revoked: Revoked = new Map();
  const memory: Memory = { killed: new Map(), restored: new Set(), left: new Map() };
  world.network.heard.push(listenTo(world, town, { uses, overheard, memory, revoked }));
  const readOf = (did: string): ReadSoFar => {
    const known = read.get(did) ?? nothingRead();
    read.set(did, known);
    return known;
  };
  return {
    acknowledged({ node, agency }) {
      const soFar = readOf(agency.did);
      soFar.acknowledged = Math.max(
        soFar.acknowledged,
        node.database.rowsOf(agency.id).numbers.get('activity') ?? 0,
      );
    },
    restored({ node, agency }) {
      const rows = node.database.rowsOf(agency.id);
      const known = memory.killed.get(agency.did) ?? new Set();
      memory.killed.set(agency.did, new Set([...known, ...(graves.get(agency.did) ?? [])]));
      memory.restored.add(agency.did);
      graves.delete(agency.did);
      for (const name of revoked.keys()) if (name.startsWith(`${agency.did} `)) revoked.delete(name);
      read.set(agency.did, { ...nothingRead(), acknowledged: rows.numbers.get('activity') ?? 0 });
      // What stood then is no new use.
      for (const { id, revision } of rows.publications.all()) uses.revisions.set(id, revision);
    },
    judge(changed) {
      const found = overheard.splice(0);
      for (const { agency } of changed) {
        const seen = lookup(agency.did);
        if (!seen) continue;
        noteRevoked(seen, revoked, world.scheduler.now());
        const dead = graves.get(agency.did) ?? new Set();
        graves.set(agency.did, dead);
        found.push(...judgeExchange(seen, lookup, readOf(agency.did), memory));
        found.push(...judgeWithdrawals(seen, lookup, dead, memory), ...judgeReceipts(seen, lookup, memory));
        found.push(...judgeLog(seen, signed));
        found.push(...judgeSigned(seen, town, good), ...judgeMisplaced(seen, town));
        found.push(...judgeUses(seen, lookup, uses, world.scheduler.now()));
      }
      return found;
    },
    atRest: () => judgeRest(town, memory),
  };
}

/** I15, I19 and I20: what leaves a node, and how often, and where, a signed request is believed. */
function listenTo(
  world: World,
  town: Town,
  {
    uses,
    overheard,
    memory,
    revoked,
  }: {
    readonly uses: Uses;
    readonly overheard: Violation[];
    readonly memory: Memory;
    readonly revoked: Revoked;
  },
): Heard {
  const believed = new Set<string>();
  const believer = new Map<string, string>();
  return ({ from, to, request, answer }) => {
    if (answer.status === 401 || answer.status === 500) return;
    const signature = request.headers['signature'] ?? '';
    if (believed.has(`${to} ${signature}`))
      overheard.push({ invariant: 'I19', says: `${to} believed one request of ${from} twice` });
    believed.add(`${to} ${signature}`);
    const kid = keyIdOf(request);
    const isHonest = to !== town.liar;
    if (isHonest) overheard.push(...judgeCaller(town, revoked, { to, kid, now: world.scheduler.now() }));
    overheard.push(...judgeAudience(believer, { from, to, signature }));
    if (answer.status !== 200) return;
    const { pathname } = new URL(request.targetUri);
    if (pathname.endsWith('/entries')) {
      uses.lastPage.set(`${from} ${to}`, world.scheduler.now());
      if (isHonest && from !== town.liar) overheard.push(...judgeLeft(memory, answer));
    }
    overheard.push(...judgeLeaving(town, { to, request: request.headers, pathname }));
    if (isHonest) overheard.push(...judgeGivenPicture(town, { to, pathname, answer }));
  };
}

function keyIdOf({ headers }: { readonly headers: Readonly<Record<string, string | undefined>> }): string {
  return /keyid="([^"]+)"/.exec(headers['signature-input'] ?? '')?.[1] ?? '';
}

/** I20: a request that was made for one node is believed by no other. */
function* judgeAudience(
  believer: Map<string, string>,
  { from, to, signature }: { readonly from: string; readonly to: string; readonly signature: string },
): Generator<Violation> {
  const before = believer.get(signature) ?? to;
  believer.set(signature, to);
  if (before !== to)
    yield { invariant: 'I20', says: `${to} believed a request of ${from} made for ${before}` };
}

/** Agreements are read before they are in force. */
function isOfStory({ subject, type }: { readonly subject?: string; readonly type: string }): boolean {
  return subject !== undefined && !type.startsWith('agreement.');
}

/** A story leaves only while an agreement of its newsroom with the caller runs, and only while it lives. */
function* judgeLeaving(
  town: Town,
  call: {
    readonly to: string;
    readonly request: Readonly<Record<string, string | undefined>>;
    readonly pathname: string;
  },
): Generator<Violation> {
  const [, , , kind, named = ''] = call.pathname.split('/');
  if (kind !== 'objects') return;
  const caller = /keyid="([^"#]+)#/.exec(call.request['signature-input'] ?? '')?.[1] ?? '';
  const servers = town.newsrooms.filter(({ node }) => node.name === call.to);
  const naming = servers.flatMap(({ node, agency }) =>
    node.database
      .rowsOf(agency.id)
      .entries.all()
      .filter((entry) => entry.objectDigest === named && isOfStory(entry))
      .map((entry) => ({ entry, agency, rows: node.database.rowsOf(agency.id) })),
  );
  // What came from the caller may go back to it: it may have lost it.
  const isTheirs = naming.some(({ entry, rows }) => {
    const channel = rows.channels.get(entry.ch);
    return channel?.direction === 'in' && channel.partnerDid === caller;
  });
  if (naming.length === 0 || isTheirs) return;
  const mayLeave = naming.some(({ rows, agency }) =>
    rows.agreements.all().some(({ digest, signatures }) => {
      const parties = signatures.map(({ by }) => by);
      return parties.includes(caller) && parties.includes(agency.did) && isOpen(rows, digest, parties);
    }),
  );
  if (!mayLeave)
    yield { invariant: 'I15', says: `${call.to} gave a story to ${caller}, whose agreement rests` };
}
