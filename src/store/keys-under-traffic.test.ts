import { afterAll, beforeAll, expect, test } from 'vitest';
import { rotateKey } from '#app/channel/rotate-key.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { accept } from '#kernel/result.ts';
import { entryEffects, objectEffects } from '#main/wire/entry-effects.ts';
import { partnerNode } from '#partners/partner-node.ts';
import type { GuardedFetch } from '#ports/fetch.ts';
import type { PartnerNode } from '#ports/partner-node.ts';
import { exchangeDesk } from '#tests/town/exchange-desk.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { twoAgencies, type Town, type TownAgency } from '#tests/town/two-agencies.ts';

const ROUNDS = 60;
const ROTATIONS = 4;

let database: TestDatabase;
let town: Town;
/** What every request over the wire was answered with. */
const statuses: number[] = [];
beforeAll(async () => {
  database = await testDatabase();
  town = await twoAgencies({ database, effects: entryEffects, objectEffects });
  await town.pin();
  for (const { server } of town.agencies) await server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await town.close();
  await database.drop();
});

/** A real connection to the server of whoever lives at the address, as through a proxy in front of it. */
const overHttp: GuardedFetch = async ({ method, url, headers, body }) => {
  const { origin, pathname, search } = new URL(url);
  const host = town.agencies.find((one) => one.origin === origin);
  const address = host?.server.server.address();
  if (!address || typeof address === 'string') throw new Error(`nobody listens at ${origin}`);
  const answer = await fetch(`http://127.0.0.1:${address.port}${pathname}${search}`, {
    method,
    headers: { ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  });
  statuses.push(answer.status);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return accept({ status: answer.status, headers: {}, body: bytes, url });
};

function nodeOf({ tools }: TownAgency): PartnerNode {
  return partnerNode({ ...tools, fetch: overHttp, allowHosts: [] });
}

/** Reads what the other has written and says how far it has come; gives the refusals that it met. */
async function readOn(reader: TownAgency, writer: TownAgency, node: PartnerNode): Promise<readonly string[]> {
  const to = { agencyId: reader.agency.id, partnerDid: writer.agency.did, baseUrl: writer.origin };
  const ch = channelIdOf(writer.agency.did, reader.agency.did, reader.tools.hash.sha256);
  const held = await town.within(reader, ({ channels }) => channels.find(ch));
  const page = await node.entries(to, {
    ch,
    epoch: 1,
    after: held?.seq ?? 0,
    limit: 3,
    waitSeconds: 0,
  });
  if (!page.ok) return [page.error.answer];
  const taken = await town.takeIn(reader, page.value, writer);
  if (!taken.ok) return [JSON.stringify(taken.error)];
  const { seq, hash } = taken.value.channel;
  const cursor = await node.putCursor(to, { ch, epoch: 1, seq, hash: hash ?? '' });
  const hinted = await node.hint(to, { v: 1, hints: [{ ch, epoch: 1, seq, urgent: false }] });
  return [cursor, hinted].flatMap((one) => (one.ok ? [] : [one.error.answer]));
}

test('of hundreds of requests while both sides change both keys, over real connections, none fails', async () => {
  const { hanoi, nanning } = town;
  const desk = exchangeDesk(town);
  await desk.hire();
  await desk.agreements.signedByBoth();
  await desk.settle();
  const failed: string[] = [];
  const traffic = async (reader: TownAgency, writer: TownAgency): Promise<void> => {
    const node = nodeOf(reader);
    for (let round = 0; round < ROUNDS; round += 1) failed.push(...(await readOn(reader, writer, node)));
  };
  const changes = async (): Promise<void> => {
    for (let round = 0; round < ROTATIONS; round += 1)
      for (const one of [hanoi, nanning])
        for (const role of ['sign', 'http'] as const) {
          await rotateKey(one.tools, { agency: one.agency, at: town.now() }, role);
          // The running node hears of it a little later than the database has it.
          await desk.say('note');
          await one.tools.refreshKeys();
        }
  };
  await Promise.all([traffic(hanoi, nanning), traffic(nanning, hanoi), changes()]);
  expect(failed).toEqual([]);
  expect(statuses.filter((status) => status < 400).length).toBeGreaterThanOrEqual(6 * ROUNDS);
  await desk.settle();
  for (const [reader, writer] of [
    [hanoi, nanning],
    [nanning, hanoi],
  ] as const) {
    const partner = await town.within(reader, ({ partners }) => partners.find(writer.agency.did));
    const last = ['sign', 'http'].map((role) => partner?.keys.findLast((key) => key.role === role)?.kid);
    expect(last).toEqual([`${writer.agency.did}#sign-5`, `${writer.agency.did}#http-5`]);
  }
});
