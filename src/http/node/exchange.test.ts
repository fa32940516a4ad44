import { expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import { TEST_LINK } from '#tests/town/test-link.ts';
import { makeServer } from '../server.ts';
import { mountExchange } from './exchange.ts';

test('an entry that is written between the look and the wait is given at once, not after the wait', async () => {
  const server = await makeServer({
    publicOrigin: 'https://a.example',
    now: () => instantOf(Date.UTC(2027, 0, 4)),
    findSession: () => Promise.resolve(undefined),
  });
  const unknown = () => Promise.resolve(refuse({ code: 'object-unknown' as const }));
  let looks = 0;
  await mountExchange(server, {
    admit: () => Promise.resolve(accept([TEST_LINK])),
    channelOf: (publisher) => (publisher === TEST_LINK.agency.did ? 'ch_one' : 'ch_other'),
    readChannel: () => {
      looks += 1;
      const page = { head: 'head', entries: looks === 1 ? [] : ['the kill'], more: false };
      return Promise.resolve(accept(page));
    },
    giveBack: () => Promise.resolve(accept({ cursor: { epoch: 1, seq: 0, hash: null }, entries: [] })),
    readHead: () => Promise.resolve(accept({ head: 'head' })),
    acceptCursor: (_caller, { seq }) => Promise.resolve(accept({ seq })),
    serveObject: unknown,
    serveBlob: unknown,
    // The bell rang before anybody listened.
    untilGrown: () => new Promise(() => undefined),
    takeDeposit: async () => refuse({ code: 'channel-unknown' }),
    hinted: () => undefined,
  });
  const answer = await server.inject({ url: '/pxp/v1/channels/ch_one/entries?wait=50' });
  expect(answer.json()).toMatchObject({ entries: ['the kill'] });
  await server.close();
});
