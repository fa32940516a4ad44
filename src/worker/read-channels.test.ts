import { expect, test } from 'vitest';
import { accept, refuse } from '#kernel/result.ts';
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
    onBack: async () => undefined,
    bell,
    log: () => undefined,
  });
  await bell.wait('nobody', 200);
  await reading.stop();
  expect(asked).toBe(1);
});

test('a partner that was away is asked without waiting there, and told of as soon as it is back', async () => {
  const bell = createBell();
  const waits: number[] = [];
  const back: string[] = [];
  const reading = readChannels({
    links: () => Promise.resolve([TEST_LINK]),
    readOnce: async (_link, waitSeconds) => {
      waits.push(waitSeconds);
      if (waits.length === 1) return refuse({ code: 'partner-unreachable' });
      if (waits.length > 2) await bell.wait('nobody', 60_000);
      return accept({ added: 0, caughtUp: true });
    },
    onBack: async ({ partner }) => void back.push(partner.did),
    bell,
    log: () => undefined,
  });
  await expect.poll(() => waits).toEqual([0, 0, 25]);
  await reading.stop();
  expect(back).toEqual([TEST_LINK.partner.did]);
});

test('when everybody is to be asked now, nothing old is waited for', async () => {
  const bell = createBell();
  const waits: number[] = [];
  const reading = readChannels({
    links: () => Promise.resolve([TEST_LINK]),
    async readOnce(_link, waitSeconds, signal) {
      waits.push(waitSeconds);
      if (waitSeconds === 0) return accept({ added: 0, caughtUp: true });
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', resolve);
      });
      return refuse({ code: 'partner-unreachable' });
    },
    onBack: async () => undefined,
    bell,
    log: () => undefined,
  });
  await expect.poll(() => waits).toEqual([0, 25]);
  reading.askNow();
  await expect.poll(() => waits, { timeout: 5000 }).toEqual([0, 25, 0, 25]);
  await reading.stop();
});
