import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { appendEntries } from '#app/channel/append-entry.ts';
import { systemClock, systemIds } from '#engines/world.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import type { DemoNode } from '#main/demo/demo-nodes.ts';
import { nodeSecrets, type NodeSecrets } from '#main/node-secrets.ts';
import { visitStore, type OpenStore } from '#main/open-store.ts';
import { nodeTools, openKeys } from '#main/wire/node-tools.ts';
import { keySafe } from '#partners/keys/key-safe.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { makePartners, sitDown } from '../faults/newsrooms-at-work.ts';
import { inTown } from '../faults/open-town.ts';
import { perSecond, type Figure } from './measure.ts';

const ENTRIES = 100_000;
const KILLS = 5_000;
const BATCH = 500;
const LOOK_EVERY_MS = 200;
const LONGEST_MS = 600_000;

type Said = Parameters<typeof appendEntries>[3][number];
type Writer = Awaited<ReturnType<typeof writerAt>>;

/**
 * What waits for a partner after an outage, drained over HTTP between two real nodes that share this machine: entries for people alone, then
 * kills, each of which makes a tombstone and is answered with two signed receipts.
 */
export async function backlog(): Promise<readonly Figure[]> {
  const say = (): void => undefined;
  const { figures } = await inTown({ nodes: 2, say }, async ({ nodes }) => {
    const [giver, taker] = nodes;
    if (!giver || !taker) throw new Error('two nodes are needed');
    const [first, ...others] = await sitDown(nodes);
    await makePartners(first, others);
    const writer = await writerAt(giver, taker);
    try {
      const notes = await drained(writer, taker, { count: ENTRIES, make: noteTo });
      const kills = await drained(writer, taker, { count: KILLS, make: killTo });
      const limit = await perSecond(10_000, () => Promise.resolve(verifyAlone(10_000)));
      const beside = { unit: 'entries/s', limitName: 'Ed25519 verifications alone', limit };
      return {
        wrong: [],
        figures: [
          {
            work: `backlog of ${ENTRIES.toLocaleString('en')} entries after an outage, from the start of the node to the last of them`,
            ...beside,
            ours: notes,
            goal: '≥ 2,000/s',
          },
          {
            work: `the same of ${KILLS.toLocaleString('en')} kills, each answered with two receipts`,
            ...beside,
            ours: kills,
          },
        ],
      };
    } finally {
      await writer.store.close();
    }
  });
  return figures;
}

/** A hand in the database of a running node, with the keys that it signs with. */
async function writerAt({ config }: DemoNode, taker: DemoNode) {
  const secrets: NodeSecrets = nodeSecrets(config.dataFolder);
  const store = await visitStore(config.dataFolder, secrets);
  const [agency] = await agencyDirectory(store.app.db).list();
  const reader = await agencyAt(taker);
  if (!agency) throw new Error('no agency lives at the node');
  const keys = await openKeys(config, store, { agencies: [agency], safe: keySafe(secrets.nodeSecret) });
  const tools = nodeTools(config, secrets, store, keys);
  return { store, agency, reader, tools, ch: channelIdOf(agency.did, reader.did, tools.hash.sha256) };
}

async function agencyAt({ config }: DemoNode) {
  const store = await visitStore(config.dataFolder, nodeSecrets(config.dataFolder));
  const [agency] = await agencyDirectory(store.app.db).list();
  await store.close();
  if (!agency) throw new Error('no agency lives at the node');
  return agency;
}

type Backlog = { readonly count: number; readonly make: (partnerDid: string, number: number) => Said };

/** Stops the taker, writes what it misses, starts it, and gives how many of them it took in a second. */
async function drained(writer: Writer, taker: DemoNode, { count, make }: Backlog): Promise<number> {
  await taker.stop();
  for (let from = 0; from < count; from += BATCH) {
    const said = (index: number) => make(writer.reader.did, from + index);
    const rest = Array.from({ length: BATCH - 1 }, (_, index) => said(index + 1));
    const by = { agency: writer.agency, at: systemClock.now() };
    await writer.store.transact(writer.agency.id, (stores) =>
      appendEntries(stores, writer.tools, by, [said(0), ...rest]),
    );
  }
  const last = await lastOf(writer.store, writer);
  await taker.start();
  const startedAt = performance.now();
  const theirs = await visitStore(taker.config.dataFolder, nodeSecrets(taker.config.dataFolder));
  try {
    while ((await lastOf(theirs, writer, writer.reader.id)) < last) {
      if (performance.now() - startedAt > LONGEST_MS) throw new Error('the backlog was not drained');
      await setTimeout(LOOK_EVERY_MS);
    }
    return (count * 1000) / (performance.now() - startedAt);
  } finally {
    await theirs.close();
  }
}

/** How far the channel stands in a database. */
async function lastOf(
  { app }: Pick<OpenStore, 'app'>,
  { ch, agency }: Writer,
  at = agency.id,
): Promise<number> {
  return app.db.transaction().execute(async (trx) => {
    await sql`select set_config('pactwire.agency', ${at}, true)`.execute(trx);
    const { rows } = await sql<{
      seq: string | null;
    }>`select max(seq) as seq from entry where ch = ${ch}`.execute(trx);
    return Number(rows[0]?.seq ?? 0);
  });
}

function noteTo(partnerDid: string, number: number): Said {
  return {
    partnerDid,
    type: 'note',
    subject: `urn:newsml:bench.example:${number}`,
    data: { text: 'x'.repeat(300) },
  };
}

function killTo(partnerDid: string): Said {
  const guid = `urn:uuid:${systemIds.uuid()}`;
  const data = { guid, version: 1, reasonClass: 'error', publicReason: 'It did not happen' };
  return {
    partnerDid,
    type: 'item.killed',
    subject: guid,
    critical: true,
    receipt: { receipt: 'applied' },
    data,
  };
}

function verifyAlone(count: number): void {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const message = Buffer.alloc(900, 'e');
  const signature = sign(null, message, privateKey);
  for (let index = 0; index < count; index += 1) verify(null, message, publicKey, signature);
}
