import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { nodeHash, systemClock } from '#engines/world.ts';
import { accept } from '#kernel/result.ts';
import { partnerNode } from './partner-node.ts';

const TO = { agencyId: 'a', partnerDid: 'did:web:b.example', baseUrl: 'https://b.example' };
const DIGEST = `sha-256:${'A'.repeat(43)}` as never;

/** A partner that answers by the key that a request is signed with: a text, or the code of its refusal. */
function answering(byKey: Readonly<Record<string, { readonly text: string } | { readonly code: string }>>) {
  const asked: string[] = [];
  const signer = (kid: string) => ({ kid, sign: () => new Uint8Array(64) });
  const node = partnerNode({
    async fetch({ url, headers }) {
      const [, kid = ''] = /keyid="([^"]+)"/.exec(headers?.['signature-input'] ?? '') ?? [];
      asked.push(kid);
      const answer = byKey[kid] ?? { code: 'signature-refused' };
      const isText = 'text' in answer;
      const status = isText ? 200 : answer.code === 'signature-refused' ? 401 : 404;
      const body = new TextEncoder().encode(isText ? answer.text : JSON.stringify(answer));
      return accept({ status, url, headers: { 'content-type': 'application/json' }, body });
    },
    allowHosts: [],
    requestSigner: () => signer('newest'),
    formerRequestSigners: () => ['second', 'third', 'fourth', 'fifth'].map(signer),
    clock: systemClock,
    chance: { bytes: (count) => randomBytes(count) },
    hash: nodeHash,
  });
  return { node, asked };
}

test('a partner that has not heard of our newest key is asked with the ones before it, not without end', async () => {
  const { node, asked } = answering({ third: { text: '{}' } });
  expect((await node.object(TO, DIGEST)).ok).toBe(true);
  expect(asked).toEqual(['newest', 'second', 'third']);
  const unknown = answering({});
  expect(await unknown.node.object(TO, DIGEST)).toMatchObject({ error: { problem: 'signature-refused' } });
  expect(unknown.asked).toEqual(['newest', 'second', 'third', 'fourth']);
});

test('a partner that believes an older key yet is asked with it by a later request, and from then on at once', async () => {
  const { node, asked } = answering({ fifth: { text: '{}' } });
  expect((await node.object(TO, DIGEST)).ok).toBe(false);
  asked.length = 0;
  expect((await node.object(TO, DIGEST)).ok).toBe(true);
  expect(asked).toEqual(['newest', 'fifth']);
  expect((await node.object(TO, DIGEST)).ok).toBe(true);
  expect(asked.slice(2)).toEqual(['newest', 'fifth']);
  // To another partner it says nothing.
  await node.object({ ...TO, partnerDid: 'did:web:c.example' }, DIGEST);
  expect(asked.slice(4)).toEqual(['newest', 'second', 'third', 'fourth']);
});

test('a key that was believed gives its place when it is believed no more', async () => {
  const byKey: Record<string, { readonly text: string } | { readonly code: string }> = {
    third: { text: '{}' },
  };
  const { node, asked } = answering(byKey);
  await node.object(TO, DIGEST);
  byKey['third'] = { code: 'signature-refused' };
  byKey['fifth'] = { text: '{}' };
  await node.object(TO, DIGEST);
  asked.length = 0;
  expect((await node.object(TO, DIGEST)).ok).toBe(true);
  expect(asked).toEqual(['newest', 'third', 'fifth']);
});

test('what a partner says to a key that it knows is its answer, also when it is no', async () => {
  const gone = answering({ second: { code: 'object-unknown' } });
  expect(await gone.node.object(TO, DIGEST)).toMatchObject({ error: { problem: 'object-unknown' } });
  const moved = answering({ second: { code: 'epoch-changed' }, third: { text: '{}' } });
  expect(await moved.node.object(TO, DIGEST)).toMatchObject({ error: { problem: 'epoch-changed' } });
  expect(moved.asked).toEqual(['newest', 'second']);
});
