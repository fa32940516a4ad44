import { expect, test } from 'vitest';
import { splitMbox } from './split-mbox.ts';

const mail = (name: string) => `From ${name}@a.example Sun Nov 29 10:00:00 2026\nSubject: ${name}\n\nText.\n`;

test('an mbox is parted into its mails', () => {
  const mails = splitMbox(Buffer.from(`${mail('one')}\n${mail('two')}`));
  expect(mails?.map((one) => Buffer.from(one).toString())).toEqual([
    'Subject: one\n\nText.\n\n',
    'Subject: two\n\nText.\n',
  ]);
});

test('a line of many numbers does not slow it down', () => {
  const line = `From one@a.example ${'2026'.repeat(50_000)}`;
  const start = performance.now();
  expect(splitMbox(Buffer.from(`${line}\n${line}`))).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(1000);
});
