import fc from 'fast-check';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { growth } from '#tests/town/growth.ts';
import { hasSharedData, needsSharedData, sharedText } from '#tests/town/shared-data.ts';
import { readDocument } from './convert.ts';
import { printNinjs } from './ninjs/print-ninjs.ts';

const NEEDS = { provider: 'did:web:a.example', receivedAt: instantOf(1_804_665_600_000) };

function verdict(text: string | Uint8Array): string {
  const result = readDocument(typeof text === 'string' ? Buffer.from(text) : text, NEEDS);
  return result.ok
    ? `${result.value.format} ${result.value.items.length}`
    : `${result.error.code} ${result.error.at}`;
}

test('a format is recognised by what the bytes say, and by nothing else', () => {
  expect(verdict('{"uri":"urn:x:1","title":"t"}')).toBe('ninjs 1');
  expect(verdict('[{"uri":"urn:x:1","title":"t"},{"uri":"urn:x:2","title":"t"},{}]')).toBe('ninjs 2');
  expect(verdict('\n<rss><channel/></rss>')).toBe('rss 0');
  expect(verdict('<feed xmlns="http://www.w3.org/2005/Atom"/>')).toBe('atom 0');
  expect(verdict('hello')).toBe('document-kind-unknown ');
  expect(verdict('{"version":"https://jsonfeed.org/version/1.1","items":[]}')).toBe('json-feed 0');
  expect(verdict('{"uri":"urn:x:1","uri":"urn:x:2"}')).toBe('json-duplicate-key /uri');
  expect(verdict(Buffer.from([0x89, 0x50, 0x4e, 0x47]))).toMatch(/^document-encoding-broken/);
});

test('what was dropped from the second of two stories says so', () => {
  const result = readDocument(
    Buffer.from('[{"uri":"urn:x:1","title":"t"},{"uri":"urn:x:2","title":"t","genres":[{"name":"x"}]}]'),
    NEEDS,
  );
  expect(result.ok && result.value.dropped.map(({ at }) => at)).toEqual(['item 2 /1/genres/0']);
});

test('a source cannot name bytes by a digest and so come to hold them', () => {
  const renditions = [{ name: 'main', href: 'https://a.example/p.jpg', title: `sha-256:${'A'.repeat(43)}` }];
  const association = { name: 'p', uri: 'urn:x:2', type: 'picture', renditions };
  const result = readDocument(
    Buffer.from(JSON.stringify({ uri: 'urn:x:1', title: 't', renditions, associations: [association] })),
    NEEDS,
  );
  expect(result.ok && JSON.stringify(result.value.items)).not.toContain('sha-256');
});

test('random bytes never make the reader throw', () => {
  const starts = fc.constantFrom(
    '',
    '{',
    '[{',
    '<a>',
    '<?xml version="1.0"?><rss><channel><item>',
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry>',
  );
  fc.assert(
    fc.property(starts, fc.uint8Array({ maxLength: 60 }), (start, tail) => {
      readDocument(Buffer.concat([Buffer.from(start), tail]), NEEDS);
    }),
    { numRuns: 1000 },
  );
});

describe.skipIf(!hasSharedData)(`hostile text${needsSharedData}`, () => {
  test('every naughty string comes through a story unchanged but for blanks, or is refused by name', () => {
    const strings: string[] = JSON.parse(sharedText('security/blns/blns.shared.json'));
    const changed = strings.filter((text) => {
      const result = readDocument(
        Buffer.from(JSON.stringify({ uri: 'urn:x:1', headlines: [{ value: 'h' }], edNote: `a${text}b` })),
        NEEDS,
      );
      if (!result.ok) return result.error.code !== 'json-lone-surrogate';
      const [item] = result.value.items;
      const again = item && readDocument(Buffer.from(JSON.stringify(printNinjs(item))), NEEDS);
      const note = item?.editorialNote ?? '';
      const bare = (one: string) => one.replace(/[\s\p{Cc}\uFFFE\uFFFF]/gu, '');
      return bare(note) !== bare(`a${text}b`) || !again?.ok || again.value.items[0]?.editorialNote !== note;
    });
    expect(strings.length).toBeGreaterThan(100);
    expect(changed).toEqual([]);
  });

  test('no pumped input costs a reader more than its length, whichever door it comes through', () => {
    const inputs: { id: string; prefix: string; pump: string; n: number; suffix: string }[] = JSON.parse(
      sharedText('security/stall/stall.shared.json'),
    );
    const documents = (text: string): string[] => {
      const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      return [
        text,
        JSON.stringify({ uri: text, title: text }),
        JSON.stringify({
          uri: 'urn:x:1',
          title: text,
          language: text,
          by: text,
          edNote: text,
          versionCreated: text,
        }),
        JSON.stringify({
          uri: 'urn:x:1',
          title: 't',
          bodies: [{ value: text, contentType: 'text/html' }],
          renditions: [{ name: 'x', href: `https://x.example/${text}` }],
        }),
        `<rss><channel><language>${escaped}</language><item><title>${escaped}</title><guid>${escaped}</guid><link>${escaped}</link><author>${escaped}</author><pubDate>${escaped}</pubDate><description>${escaped}</description></item></channel></rss>`,
      ];
    };
    const steep = inputs.flatMap(({ id, prefix, pump, n, suffix }) => {
      const ratio = growth((share) => {
        for (const document of documents(prefix + pump.repeat(n * share) + suffix)) {
          readDocument(Buffer.from(document), NEEDS);
        }
      });
      return ratio < 9 ? [] : [{ id, ratio }];
    });
    expect(steep).toEqual([]);
  });

  test('no file of the JSON, XML and upload corpora makes the reader throw', () => {
    const root = join(import.meta.dirname, '../../../shared/data/security');
    const files = ['json-testsuite', 'xml-attacks', 'uploads'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        join(root, folder, name),
      ),
    );
    const outcomes = files
      .filter((file) => statSync(file).isFile() && statSync(file).size < 2_000_000)
      .map((file) => verdict(readFileSync(file)));
    expect(outcomes.length).toBeGreaterThan(200);
    // Not one of them is a story.
    expect(
      outcomes.filter((outcome) => !/^(?:document|json|xml|html|ninjs|newsmlg2|feed|picture)-/.test(outcome)),
    ).toEqual([]);
  });
});
