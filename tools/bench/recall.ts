import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendReceipt } from '#app/channel/append-receipt.ts';
import { receivePage } from '#app/channel/receive-page.ts';
import { readChannel } from '#app/channel/serve-channel.ts';
import { killStory } from '#app/correction/kill-story.ts';
import { receiveReceipt } from '#app/correction/receive-receipt.ts';
import { admitVersion } from '#app/item/admit-version.ts';
import { nodeHash, systemClock, systemIds } from '#engines/world.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { pinnedKeyVerifier } from '#partners/keys/pinned-key-verifier.ts';
import { ed25519Verifier } from '#partners/keys/verifier.ts';
import { benchItem } from './bench-items.ts';
import { addPartner, benchAgencyOf, type BenchAgency, type BenchPartner } from './bench-partners.ts';
import type { BenchStore } from './bench-store.ts';
import { byHands, median, percentile, type Figure } from './measure.ts';

const COUNTS = [10, 100, 500] as const;
const ROUNDS = 3;
const HANDS = 8;

/**
 * One kill to ever more partners, each under an agreement of its own: told in one transaction, then read by each partner,
 * and its last word taken in. All of them live in this one database, so both sides' work is in the figure.
 */
export async function recall(store: BenchStore): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'pactwire-bench-recall-'));
  const giver = benchAgencyOf(store.agency, folder);
  const partners: BenchPartner[] = [];
  const figures: Figure[] = [];
  for (const count of COUNTS) {
    while (partners.length < count) partners.push(await addPartner(store, partners.length, folder));
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1)
      rounds.push(await oneKill({ store, giver }, partners, count * 10 + round));
    figures.push(figureOf(count, rounds));
  }
  rmSync(folder, { recursive: true });
  return figures;
}

type Round = { readonly toldMs: number; readonly allMs: number; readonly waits: readonly number[] };

function figureOf(count: number, rounds: readonly Round[]): Figure {
  const told = median(rounds.map(({ toldMs }) => toldMs));
  const all = median(rounds.map(({ allMs }) => allMs));
  const p99 = percentile(
    rounds.flatMap(({ waits }) => waits),
    0.99,
  );
  return {
    work: `one kill to ${count} partners, read and receipted by all`,
    unit: 'partners/s',
    limitName: 'two Ed25519 signatures a partner',
    limit: 500 / bareSeconds(1000),
    ours: (count / all) * 1000,
    note: `told after ${told.toFixed(0)} ms, p99 receipted ${p99.toFixed(0)} ms, all ${all.toFixed(0)} ms; ${(all / count).toFixed(1)} ms a partner`,
  };
}

function bareSeconds(count: number): number {
  const { privateKey } = generateKeyPairSync('ed25519');
  const from = performance.now();
  for (let index = 0; index < count; index += 1) sign(null, Buffer.alloc(900, 'e'), privateKey);
  return (performance.now() - from) / 1000;
}

type Giver = { readonly store: BenchStore; readonly giver: BenchAgency };

async function oneKill(by: Giver, partners: readonly BenchPartner[], number: number): Promise<Round> {
  const { store, giver } = by;
  const itemId = await offered(by, partners, 30_000_000 + number);
  const from = performance.now();
  const order = { itemId, reasonClass: 'error', publicReason: 'It did not happen' } as const;
  const me = { agency: store.agency, personId: systemIds.uuid(), at: systemClock.now() };
  const killed = await killStory({ ...giver.tools, transact: store.transact }, me, order);
  if (!killed.ok) throw new Error(`the bench's story was not killed: ${killed.error.code}`);
  const toldMs = performance.now() - from;
  const waits: number[] = [];
  await byHands(HANDS, partners.length, async (index) => {
    const partner = partners[index];
    if (!partner) return;
    await answer(by, partner);
    waits.push(performance.now() - from);
  });
  const allMs = performance.now() - from;
  const open = await store.raw.query(
    'select count(*) from recall_reach where recall_id = $1 and state <> $2',
    [killed.value.id, 'applied'],
  );
  if (Number(open.rows[0]?.count) !== 0) throw new Error('a partner of the bench has not receipted');
  return { toldMs, allMs, waits };
}

async function offered({ store }: Giver, partners: readonly BenchPartner[], number: number): Promise<string> {
  const at = systemClock.now();
  const version = benchItem(store.agency.did, number, at);
  return store.transact(store.agency.id, async (stores) => {
    const needs = { stores, ids: systemIds, hash: nodeHash };
    const admitted = await admitVersion(needs, { version, origin: 'own', at });
    if (!admitted.ok) throw new Error(`the bench's story was not admitted: ${admitted.error.code}`);
    const { itemId } = admitted.value;
    const decision = { permitted: true, because: [], duties: [], obligations: [], trace: [] } as const;
    for (const { agency, agreementDigest } of partners)
      await stores.offers.save({
        itemId,
        partnerDid: agency.did,
        version: 1,
        state: 'offered',
        decision,
        agreementDigest,
        offeredAt: at,
      });
    return itemId;
  });
}

/** The partner reads to the end of our channel and says its last word, and we read that. */
async function answer({ store, giver }: Giver, partner: BenchPartner): Promise<void> {
  const at = systemClock.now();
  const ch = channelIdOf(store.agency.did, partner.agency.did, nodeHash.sha256);
  const serving = { ...giver.tools, transact: store.transact, at };
  const asker = { agency: store.agency, partnerDid: partner.agency.did };
  const page = await readChannel(serving, asker, { ch, epoch: 1, after: 0, limit: 500 });
  if (!page.ok) throw new Error(`the bench's channel was not served: ${page.error.code}`);
  const [entry] = await store.transact(store.agency.id, ({ channels }) =>
    channels.entriesAfter(ch, 1, page.value.entries.length - 1, 1),
  );
  if (entry?.type !== 'item.killed') throw new Error('the kill is not the last entry');
  const word = { partnerDid: store.agency.did, entry, hash: entry.hash, state: 'applied', receivedAt: at };
  await store.transact(partner.agency.id, (stores) =>
    appendReceipt(stores, partner.tools, { agency: partner.agency, at }, word),
  );
  const back = channelIdOf(partner.agency.did, store.agency.did, nodeHash.sha256);
  const held = await store.transact(store.agency.id, ({ channels }) =>
    channels.lock({ ch: back, direction: 'in', partnerDid: partner.agency.did }),
  );
  const theirs = await readChannel(
    { ...partner.tools, transact: store.transact, at },
    { agency: partner.agency, partnerDid: store.agency.did },
    { ch: back, epoch: 1, after: held.seq, limit: 500 },
  );
  if (!theirs.ok) throw new Error(`the partner's channel was not served: ${theirs.error.code}`);
  const needs = {
    transact: store.transact,
    effects: { receipt: receiveReceipt },
    verify: VERIFIER,
    hash: nodeHash,
  };
  const taken = await receivePage(
    needs,
    { agency: store.agency, partner: partner.asPartner, at },
    theirs.value,
  );
  if (!taken.ok) throw new Error(`the receipt was refused: ${JSON.stringify(taken.error)}`);
}

const VERIFIER = pinnedKeyVerifier(ed25519Verifier());
