import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendEntries } from '#app/channel/append-entry.ts';
import { receivePage } from '#app/channel/receive-page.ts';
import { readChannel } from '#app/channel/serve-channel.ts';
import type { Agency, Partner } from '#domain/newsroom/agency.ts';
import { nodeHash, systemClock, systemIds } from '#engines/world.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { publicJwk } from '#formats/envelope/key-document.ts';
import { signerOf } from '#partners/keys/key-safe.ts';
import { pinnedKeyVerifier } from '#partners/keys/pinned-key-verifier.ts';
import { ed25519Verifier } from '#partners/keys/verifier.ts';
import { channelMarks } from '#store/channel-marks.ts';
import type { BenchStore } from './bench-store.ts';
import { inTurns, perSecond, type Figure } from './measure.ts';

const PAGE = 500;
const ROUNDS = 3;

/** Entries signed and stored by the writer; verified, stored and applied by a reader; beside bare Ed25519 on one core. */
export async function channel(store: BenchStore): Promise<readonly Figure[]> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const reader: Agency = {
    ...store.agency,
    id: systemIds.uuid(),
    slug: 'reader',
    did: 'did:web:reader.example',
  };
  await store.transact(reader.id, ({ agencies }) => agencies.add(reader, systemClock.now()));
  const kid = `${store.agency.did}#sign-1`;
  const signer = signerOf(kid, privateKey);
  const writerAsPartner: Partner = {
    did: store.agency.did,
    name: store.agency.name,
    ownership: store.agency.ownership,
    baseUrl: 'http://localhost',
    state: 'pinned',
    keys: [{ kid, role: 'sign', jwk: publicJwk(x), thumbprint: 'bench' }],
  };
  const message = Buffer.alloc(900, 'e');
  const signature = sign(null, message, privateKey);
  const folder = mkdtempSync(join(tmpdir(), 'pactwire-bench-marks-'));
  const marks = channelMarks(folder);
  const tools = { entrySigner: () => signer, ids: systemIds, hash: nodeHash, channelMarks: marks };

  const write = () => perSecond(PAGE, () => writePage(store, tools, reader.did));
  const bareSign = () =>
    perSecond(PAGE, () => Promise.resolve(repeat(PAGE, () => sign(null, message, privateKey))));
  const written = await inTurns(ROUNDS, bareSign, write);

  const verifier = pinnedKeyVerifier(ed25519Verifier());
  const read = () => perSecond(PAGE, () => readPage(store, { reader, writerAsPartner, tools, verifier }));
  const bareVerify = () =>
    perSecond(PAGE, () => Promise.resolve(repeat(PAGE, () => verify(null, message, publicKey, signature))));
  const taken = await inTurns(ROUNDS, bareVerify, read);
  rmSync(folder, { recursive: true });
  return [
    {
      work: 'channel entries written (signed, chained, stored), one transaction of 500',
      unit: 'entries/s',
      limitName: 'Ed25519 signatures alone',
      ...written,
    },
    {
      work: 'channel page of 500 read (verified, chained, stored, cursor)',
      unit: 'entries/s',
      limitName: 'Ed25519 verifications alone',
      ...taken,
      goal: '≥ 0.5',
      note: `${await bytesOfAnEntry(store)} bytes of the database an entry, with its indexes`,
    },
  ];
}

async function bytesOfAnEntry({ raw }: BenchStore): Promise<number> {
  const { rows } = await raw.query<{ bytes: string }>(
    `select pg_total_relation_size('entry') / count(*) as bytes from entry`,
  );
  return Number(rows[0]?.bytes ?? 0);
}

type Tools = Parameters<typeof appendEntries>[1];

async function writePage(store: BenchStore, tools: Tools, partnerDid: string): Promise<void> {
  const note = (index: number) => ({
    partnerDid,
    type: 'note' as const,
    subject: `urn:newsml:bench.example:${index}`,
    data: { text: 'x'.repeat(300) },
  });
  const others = Array.from({ length: PAGE - 1 }, (_, index) => note(index + 1));
  await store.transact(store.agency.id, (stores) =>
    appendEntries(stores, tools, { agency: store.agency, at: systemClock.now() }, [note(0), ...others]),
  );
}

async function readPage(
  store: BenchStore,
  parts: {
    readonly reader: Agency;
    readonly writerAsPartner: Partner;
    readonly tools: Tools;
    readonly verifier: ReturnType<typeof pinnedKeyVerifier>;
  },
): Promise<void> {
  const { reader, writerAsPartner, tools, verifier } = parts;
  const ch = channelIdOf(store.agency.did, reader.did, nodeHash.sha256);
  const held = await store.transact(reader.id, ({ channels }) =>
    channels.lock({ ch, direction: 'in', partnerDid: store.agency.did }),
  );
  const serving = { ...tools, transact: store.transact, at: systemClock.now() };
  const caller = { agency: store.agency, partnerDid: reader.did };
  const page = await readChannel(serving, caller, { ch, epoch: 1, after: held.seq, limit: PAGE });
  if (!page.ok) throw new Error(`the bench's channel was not served: ${page.error.code}`);
  const needs = { transact: store.transact, effects: {}, verify: verifier, hash: nodeHash };
  const to = { agency: reader, partner: writerAsPartner, at: systemClock.now() };
  const taken = await receivePage(needs, to, page.value);
  if (!taken.ok || taken.value.added !== PAGE) throw new Error('the bench read no whole page');
}

function repeat(count: number, work: () => unknown): void {
  for (let index = 0; index < count; index += 1) work();
}
