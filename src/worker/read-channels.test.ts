import { expect, test } from 'vitest';
import { accept } from '#kernel/result.ts';
import { TEST_LINK } from '#tests/town/test-link.ts';
import { createBell } from './bell.ts';
import { readChannels } from './read-channels.ts';

test('a partner whose head promises more than it gives is not asked without a pause', async () => {
  let asked = 0;
  const bell = createBell();
  const reading = readChannels({
    links: () => Promise.resolve([TEST_LINK]),
    readOnce: async () => {
      asked += 1;
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      return accept({
        channel: {
          ch: 'x',
          direction: 'in',
          partnerDid: TEST_LINK.partner.did,
          epoch: 1,
          seq: 1,
          state: 'open',
          partnerSeq: 0,
          headSeq: 9,
        },
        added: 0,
        caughtUp: false,
      });
    },
    bell,
    log: () => undefined,
  });
  await bell.wait('nobody', 200);
  await reading.stop();
  expect(asked).toBe(1);
});
