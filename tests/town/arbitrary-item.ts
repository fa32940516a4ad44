import fc from 'fast-check';
import { toBlocks } from '#formats/html/to-blocks.ts';
import { oneLine, severalLines } from '#formats/item-text.ts';
import type { Association, Block, ItemVersion, Rendition } from '#domain/item/item.ts';
import { parseDigest } from '#kernel/digest.ts';
import { instantOf, type Instant } from '#kernel/instant.ts';

const line = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).map((text) => oneLine(text) || 'x');
const lines = fc.array(line, { minLength: 1, maxLength: 3 }).map((all) => severalLines(all.join('\n')));
const instant: fc.Arbitrary<Instant> = fc.integer({ min: 0, max: 4_000_000_000_000 }).map(instantOf);
const topic = fc
  .integer({ min: 0, max: 99_999_999 })
  .map((code) => `medtop:${String(code).padStart(8, '0')}`);
const digest = fc.stringMatching(/^[A-Za-z0-9_-]{43}$/).map((text) => parseDigest(`sha-256:${text}`)!);

function optional<T extends object>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> {
  return fc.record(shape, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;
}

function blocks(): fc.Arbitrary<readonly Block[]> {
  const tags = fc.constantFrom(
    'p',
    'h2',
    'blockquote',
    'li',
    'pre',
    'b',
    'i',
    'a href="https://x.example/?a&b"',
    'ruby',
    'rt',
    'br',
    '/p',
    '/b',
    'td',
    'tr',
    'table',
    '/table',
    'span lang=vi',
  );
  const piece = fc.oneof(
    tags.map((tag) => `<${tag}>`),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
    fc.constantFrom(' ', '\n', '&amp;lt;', '&nbsp;'),
  );
  return fc.array(piece, { maxLength: 14 }).map((pieces) => {
    const read = toBlocks(pieces.join(''));
    return read.ok ? read.value.blocks : [];
  });
}

const rendition: fc.Arbitrary<Rendition> = fc
  .tuple(
    fc.record({
      role: line,
      href: fc.webUrl({ withQueryParameters: true }).map((url) => new URL(url).href),
      mediaType: fc.constantFrom('image/jpeg', 'image/png'),
    }),
    optional<
      Pick<Rendition, 'width' | 'height' | 'sizeBytes'> & { digest: NonNullable<Rendition['digest']> }
    >({ width: fc.nat(), height: fc.nat(), sizeBytes: fc.nat(), digest }),
  )
  .map(([must, may]) => ({ ...must, ...may }) as Rendition);

const association: fc.Arbitrary<Association> = fc
  .tuple(
    fc.record({
      guid: line,
      newsType: fc.constantFrom('picture', 'graphic', 'video', 'audio'),
      renditions: fc.array(rendition, { maxLength: 2 }),
    }),
    optional({ headline: line, caption: lines, creditLine: line, usageTerms: lines }),
  )
  .map(([must, may]) => ({ ...must, ...may }) as Association);

/** Items with everything that a wire may say, in any combination and any script. */
export const arbitraryItem: fc.Arbitrary<ItemVersion> = items();

function items(): fc.Arbitrary<ItemVersion> {
  const must = fc.record({
    guid: fc.oneof(
      line,
      fc.uuid().map((id) => `urn:uuid:${id}`),
      fc.webUrl(),
    ),
    version: fc.nat(),
    versionCreatedAt: instant,
    provider: fc.domain().map((name) => `did:web:${name}`),
    newsType: fc.constantFrom('text', 'picture', 'video', 'audio', 'graphic', 'composite'),
    pubStatus: fc.constantFrom('usable', 'withheld', 'canceled'),
    language: fc.constantFrom('vi', 'zh-Hans', 'en', 'und', 'en-GB'),
    headline: line,
    subjects: fc.array(
      fc.oneof(
        fc.record({ code: topic, name: line, broader: fc.array(topic, { maxLength: 2 }) }),
        fc.record({ code: topic, broader: fc.array(topic, { maxLength: 2 }) }),
      ),
      { maxLength: 3 },
    ),
    places: fc.uniqueArray(line, { maxLength: 3 }),
    blocks: blocks(),
    renditions: fc.array(rendition, { maxLength: 3 }),
    associations: fc.array(association, { maxLength: 2 }),
  });
  const may = optional({
    summary: lines,
    byline: line,
    dateline: line,
    slugline: line,
    creditLine: line,
    copyrightNotice: lines,
    usageTerms: lines,
    editorialNote: lines,
    urgency: fc.integer({ min: 1, max: 9 }),
    embargoEndAt: instant,
    canonicalUrl: fc.webUrl().map((url) => new URL(url).href),
  });
  return fc.tuple(must, may).map(([a, b]) => ({ ...a, ...b }) as ItemVersion);
}
