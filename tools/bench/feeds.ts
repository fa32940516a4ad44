import { parseAtomFeed, parseRssFeed } from 'feedsmith';
import RssParser from 'rss-parser';
import { systemClock } from '#engines/world.ts';
import { parseFeedWire } from '#formats/feed/parse-feed-wire.ts';
import { readFeedXml } from '#formats/feed/read-feed-xml.ts';
import { decodeText } from '#formats/text/decode-text.ts';
import { escapeXml } from '#formats/xml/print-xml.ts';
import { benchItem } from './bench-items.ts';
import { inTurns, perCpuSecond, type Figure } from './measure.ts';

const ROUNDS = 5;
const SIZES = [50, 500] as const;
/** Entries that one round reads, whatever the size of a feed. */
const ENTRIES = 2000;

type Kind = 'RSS 2.0' | 'Atom 1.0';

/**
 * Feeds with HTML in every entry, read from bytes to items (charset, XML, sanitised blocks, addresses, dates), beside two readers that
 * take a text to plain objects and neither sanitise nor resolve anything.
 */
export async function feeds(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const kind of ['RSS 2.0', 'Atom 1.0'] as const)
    for (const size of SIZES) {
      const feed = kind === 'RSS 2.0' ? rssFeed(size) : atomFeed(size);
      const bytes = new TextEncoder().encode(feed);
      const others = { feedsmith: () => feedsmith(kind, bytes), 'rss-parser': () => rssParser(bytes) };
      for (const [limitName, other] of Object.entries(others))
        figures.push(await compared({ kind, size, bytes, limitName, other }));
    }
  return figures;
}

type Comparison = {
  readonly kind: Kind;
  readonly size: number;
  readonly bytes: Uint8Array;
  readonly limitName: string;
  readonly other: () => Promise<number> | number;
};

async function compared({ kind, size, bytes, limitName, other }: Comparison): Promise<Figure> {
  const feedsRead = Math.max(1, Math.round(ENTRIES / size));
  const run = (read: () => Promise<number> | number) => () =>
    perCpuSecond(feedsRead * size, async () => {
      for (let number = 0; number < feedsRead; number += 1) {
        const entries = await read();
        if (entries !== size) throw new Error(`${entries} of ${size} entries were read`);
      }
    });
  const { limit, ours } = await inTurns(
    ROUNDS,
    run(other),
    run(() => wholePath(bytes)),
  );
  return {
    work: `${kind} feed of ${size} entries with HTML, bytes to items`,
    unit: 'entries/s',
    limitName: `${limitName}, text to plain objects`,
    limit,
    ours,
    note: `${Math.round(bytes.length / 1024)} KiB a feed; ours sanitises the HTML, theirs does not`,
  };
}

function wholePath(bytes: Uint8Array): number {
  const decoded = decodeText(bytes);
  if (!decoded.ok) throw new Error(decoded.error.detail);
  const xml = readFeedXml(decoded.value.text);
  if (!xml.ok) throw new Error(xml.error.detail);
  const read = parseFeedWire(xml.value.root, {});
  if (!read.ok) throw new Error(read.error.detail);
  return read.value.items.filter(({ body }) => body.length > 0).length;
}

function feedsmith(kind: Kind, bytes: Uint8Array): number {
  const text = new TextDecoder().decode(bytes);
  return (kind === 'RSS 2.0' ? parseRssFeed(text).items : parseAtomFeed(text).entries)?.length ?? 0;
}

async function rssParser(bytes: Uint8Array): Promise<number> {
  const feed = await new RssParser().parseString(new TextDecoder().decode(bytes));
  return feed.items.length;
}

/** The HTML of an entry: paragraphs with a link, a heading and a quotation, as sites write it. */
function entryOf(number: number) {
  const item = benchItem('did:web:bench.example', number, systemClock.now());
  const paragraphs = item.blocks.map(
    ({ text }, index) =>
      `<p class="p${index}">${text} <a href="/s/${number}?p=${index}&amp;q=1"><b>${index}</b></a></p>`,
  );
  const html = `<h2>${item.headline}</h2>${paragraphs.join('\n')}<blockquote>${item.headline}</blockquote>`;
  return { number, title: item.headline, summary: item.summary ?? '', html, at: item.versionCreatedAt };
}

function rssFeed(size: number): string {
  const items = Array.from({ length: size }, (_, number) => {
    const { title, summary, html } = entryOf(number);
    return `<item><title>${title}</title><link>https://bench.example/s/${number}</link><guid isPermaLink="false">urn:bench:${number}</guid><pubDate>Sun, 29 Nov 2026 10:00:00 +0700</pubDate><dc:creator>Lan</dc:creator><category>biển</category><description>${summary}</description><content:encoded><![CDATA[${html}]]></content:encoded><enclosure url="https://bench.example/p/${number}.jpg" type="image/jpeg" length="1000"/></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Bench</title><link>https://bench.example/</link><description>d</description><language>vi</language>${items.join('\n')}</channel></rss>`;
}

function atomFeed(size: number): string {
  const entries = Array.from({ length: size }, (_, number) => {
    const { title, summary, html, at } = entryOf(number);
    return `<entry><id>urn:bench:${number}</id><title>${title}</title><link href="https://bench.example/s/${number}"/><updated>${at}</updated><author><name>Lan</name></author><category term="biển"/><summary>${summary}</summary><content type="html">${escapeXml(html)}</content></entry>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi"><id>urn:bench</id><title>Bench</title><updated>2026-11-29T03:00:00Z</updated><link href="https://bench.example/"/>${entries.join('\n')}</feed>`;
}
