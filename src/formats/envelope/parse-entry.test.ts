import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDigest, type Digest } from '#kernel/digest.ts';
import { instantOf } from '#kernel/instant.ts';
import type { Json } from '#kernel/json.ts';
import { hasSharedData, needsSharedData, sharedText } from '#tests/town/shared-data.ts';
import { channelIdOf } from './channel-id.ts';
import { openCompact, signCompact, verifyCompact, type SignedText } from './compact-jws.ts';
import { ENTRY_TYPES, printEntry, type EntryDraft } from './entry.ts';
import { parseEntry } from './parse-entry.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const HEADER = { kid: 'did:web:a.example#sign-1', typ: 'pactwire-entry+jws' } as const;

function digestOf(bytes: Uint8Array): Digest {
  return parseDigest(`sha-256:${createHash('sha256').update(bytes).digest('base64url')}`)!;
}

/** Signs and verifies, because a parser takes nothing that was not (I17). */
function signed(text: string): SignedText {
  const jws = signCompact(HEADER, text, (message) => sign(null, message, privateKey));
  const opened = openCompact(jws, 'pactwire-entry+jws');
  if (!opened.ok) throw new Error(opened.error.code);
  const verified = verifyCompact(opened.value, publicKey, (key, message, signature) =>
    verify(null, message, key, signature),
  );
  if (!verified.ok) throw new Error(verified.error.code);
  return verified.value;
}

const KILL: { readonly [name: string]: Json } = {
  v: 1,
  id: 'urn:uuid:01950005-0000-7000-8000-000000000000',
  ch: 'ch_aQDNpJUZTDvFuehHU1uXah_C-O3yaCfq',
  epoch: 1,
  seq: 5,
  prev: digestOf(Buffer.from('4')),
  iss: 'did:web:a.example',
  aud: 'did:web:b.example',
  type: 'item.killed',
  time: '2027-03-10T08:00:00.000Z',
  subj: 'urn:newsml:a.example:20270310:1',
  obj: { digest: digestOf(Buffer.from('o')), size: 5, mediaType: 'application/vnd.iptc.ninjs+json' },
  req: { receipt: 'applied', by: '2027-03-10T09:00:00.000Z' },
  crit: true,
  data: { reason: 'legal' },
};

test('an entry is read with its deadline, its item and its reason', () => {
  const read = parseEntry(signed(JSON.stringify(KILL)));
  expect(read).toMatchObject({
    ok: true,
    value: {
      type: 'item.killed',
      seq: 5,
      crit: true,
      agr: [],
      req: { receipt: 'applied' },
      data: { reason: 'legal' },
    },
  });
});

test('a type from a later version is read as unknown, with its name and its crit', () => {
  const read = parseEntry(signed(JSON.stringify({ ...KILL, type: 'item.teleported' })));
  expect(read).toMatchObject({ value: { type: 'unknown', wireType: 'item.teleported', crit: true } });
});

test('members that this version does not know are kept apart', () => {
  const read = parseEntry(signed(JSON.stringify({ ...KILL, weather: { sky: 'clear' } })));
  expect(read).toMatchObject({ value: { unread: { weather: { sky: 'clear' } } } });
});

const without = (name: string): Json =>
  Object.fromEntries(Object.entries(KILL).filter(([key]) => key !== name));
type Broken = readonly [at: string, payload: Json];
const BROKEN: readonly Broken[] = [
  ...['ch', 'epoch', 'seq', 'prev', 'id', 'iss', 'aud', 'type', 'time'].map((name): Broken => [
    `/${name}`,
    without(name),
  ]),
  ['/ch', { ...KILL, ch: 'ch_short' }],
  ['/epoch', { ...KILL, epoch: 0 }],
  ['/seq', { ...KILL, seq: 1.5 }],
  ['/seq', { ...KILL, seq: '5' }],
  ['/prev', { ...KILL, prev: null }],
  ['/prev', { ...KILL, seq: 1 }],
  ['/id', { ...KILL, id: 'urn:uuid:01950005-0000-7000-8000-00000000000G' }],
  ['/iss', { ...KILL, iss: 'did:key:z6Mk' }],
  ['/aud', { ...KILL, aud: 'did:web:b.example#sign-1' }],
  ['/type', { ...KILL, type: 'Item.Killed' }],
  ['/time', { ...KILL, time: '2027-03-10T08:00:00Z' }],
  ['/time', { ...KILL, time: '2027-13-10T08:00:00.000Z' }],
  ['/agr', { ...KILL, agr: ['sha-256:short'] }],
  ['/agr', { ...KILL, agr: 'all' }],
  ['/subj', { ...KILL, subj: 'no uri' }],
  ['/obj', { ...KILL, obj: 'x' }],
  ['/obj/digest', { ...KILL, obj: { size: 1, mediaType: 'a/b' } }],
  ['/obj/size', { ...KILL, obj: { digest: digestOf(Buffer.from('o')), size: -1, mediaType: 'a/b' } }],
  ['/obj/mediaType', { ...KILL, obj: { digest: digestOf(Buffer.from('o')), size: 1, mediaType: 'a/b\n' } }],
  ['/req', { ...KILL, req: [] }],
  ['/req/receipt', { ...KILL, req: { receipt: 'read' } }],
  ['/req/by', { ...KILL, req: { receipt: 'applied', by: 'tomorrow' } }],
  ['/crit', { ...KILL, crit: 'yes' }],
  ['/crit', { ...KILL, crit: null }],
  ['/data', { ...KILL, data: [] }],
  ['/ext', { ...KILL, ext: null }],
  ['', []],
];

test.each(BROKEN)('what is missing or wrong is named: %s', (at, payload) => {
  expect(parseEntry(signed(JSON.stringify(payload)))).toEqual({
    ok: false,
    error: { code: 'entry-invalid', at },
  });
});

test('an invisible mark before the payload is not read past', () => {
  expect(parseEntry(signed(`\ufeff${JSON.stringify(KILL)}`))).toMatchObject({
    error: { code: 'entry-json' },
  });
});

test('another version, two readings and too much data are refused each in its own word', () => {
  expect(parseEntry(signed(JSON.stringify({ ...KILL, v: 2 })))).toMatchObject({
    error: { code: 'entry-version', version: 2 },
  });
  const twice = JSON.stringify(KILL).replace('{"v":1', '{"seq":4,"v":1');
  expect(parseEntry(signed(twice))).toMatchObject({
    error: { code: 'entry-json', because: { code: 'json-duplicate-key', key: 'seq' } },
  });
  const long = { ...KILL, data: { note: 'ồ'.repeat(11_000) } };
  expect(parseEntry(signed(JSON.stringify(long)))).toMatchObject({ error: { code: 'entry-data-too-large' } });
});

test('whatever a writer prints, a reader reads back the same', () => {
  const digests = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(digestOf);
  const texts = fc.string({ unit: 'grapheme', maxLength: 40 });
  const drafts = fc.record(
    {
      id: fc.uuid({ version: 7 }).map((uuid) => `urn:uuid:${uuid}`),
      ch: texts.map((text) => channelIdOf(text, 'did:web:b.example', digestOf)),
      epoch: fc.integer({ min: 1, max: 9 }),
      seq: fc.integer({ min: 2 }),
      prev: digests,
      iss: fc.constantFrom('did:web:a.example', 'did:web:localhost%3A8471:agencies:bac'),
      aud: fc.constant('did:web:b.example'),
      type: fc.constantFrom(...ENTRY_TYPES),
      time: fc.integer({ min: 0, max: 4e12 }).map(instantOf),
      agr: fc.array(digests, { maxLength: 3 }),
      crit: fc.boolean(),
      data: fc.dictionary(texts, texts),
      subj: fc.webUrl({ withQueryParameters: true }),
      obj: fc.record({ digest: digests, size: fc.nat(), mediaType: fc.constant('image/jpeg') }),
      req: fc.record({ receipt: fc.constantFrom('received', 'applied'), by: fc.constant(instantOf(1e12)) }),
      ext: fc.dictionary(texts, texts),
    },
    {
      requiredKeys: ['id', 'ch', 'epoch', 'seq', 'prev', 'iss', 'aud', 'type', 'time', 'agr', 'crit', 'data'],
    },
  ) as fc.Arbitrary<EntryDraft>;
  fc.assert(
    fc.property(drafts, (draft) => {
      const read = parseEntry(signed(printEntry(draft)));
      expect(read).toEqual({ ok: true, value: { ...draft, wireType: draft.type } });
    }),
  );
});

describe.skipIf(!hasSharedData)(`published vectors${needsSharedData}`, () => {
  const vectors = hasSharedData ? JSON.parse(sharedText('protocol/vectors.json')) : undefined;

  test('the entries read, and print to the same text that was signed', () => {
    for (const { jws } of [...vectors.channel.entries, vectors.receipt]) {
      const text = Buffer.from(jws.split('.')[1], 'base64url').toString();
      const read = parseEntry(signed(text));
      if (!read.ok || read.value.type === 'unknown') throw new Error('not read');
      expect(printEntry({ ...read.value, type: read.value.type })).toBe(text);
    }
  });

  test('the channel id and the hashes of entries and objects are those of the vectors', () => {
    expect(channelIdOf('did:web:a.example', 'did:web:b.example', digestOf)).toBe(vectors.channel.ch);
    expect(channelIdOf('did:web:b.example', 'did:web:a.example', digestOf)).toBe(vectors.receipt.payload.ch);
    for (const { jws, hash } of vectors.channel.entries)
      expect(digestOf(Buffer.from(jws, 'ascii'))).toBe(hash);
    for (const { canonical, digest } of vectors.objects)
      expect(digestOf(Buffer.from(canonical))).toBe(digest);
  });

  test('we never read what the published schema refuses', () => {
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
      JSON.parse(sharedText('protocol/entry.schema.json')),
    );
    const members = fc.constantFrom(...Object.keys(KILL), 'agr', 'ext');
    const values = fc.oneof(
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom(...Object.values(KILL), 0, 1, '', 'item.x', -1, 1e20),
    );
    fc.assert(
      fc.property(members, values, (name, value) => {
        const payload = { ...KILL, [name]: value };
        if (parseEntry(signed(JSON.stringify(payload))).ok) expect(validate(payload)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
