import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openWxrStream } from '#formats/feed/stream-wxr.ts';
import { systemClock } from '#engines/world.ts';
import { benchItem } from './bench-items.ts';
import type { Figure } from './measure.ts';

const MEGABYTES = 200;
const PIECE = 262_144;

/**
 * Reading a WordPress export of 200 MB post by post, in a process of its own with a heap of 48 MB: its resident memory at the most, beside that of the
 * same process decoding the file and reading nothing.
 */
export async function wxr(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'pactwire-wxr-'));
  try {
    const path = join(folder, 'export.xml');
    const posts = writeExport(path);
    const bare = measured('bare', path);
    const ours = measured('read', path);
    if (ours.posts !== posts) throw new Error(`${ours.posts} of ${posts} posts were read`);
    return [
      {
        work: `WordPress export of ${MEGABYTES} MB, ${posts} posts, read post by post`,
        unit: 'MB of memory at the most',
        limitName: 'decoding the same file and reading nothing',
        limit: bare.megabytes,
        ours: ours.megabytes,
        note: `${Math.round(MEGABYTES / ours.seconds)} MB/s, ${Math.round(posts / ours.seconds)} posts/s; decoding alone ${Math.round(MEGABYTES / bare.seconds)} MB/s`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeExport(path: string): number {
  const file = openSync(path, 'w');
  let written = writeSync(
    file,
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Bench</title><link>https://bench.example</link><wp:wxr_version>1.2</wp:wxr_version>\n',
  );
  let number = 0;
  for (; written < MEGABYTES * 1_000_000; number += 1) {
    const { headline, blocks } = benchItem('did:web:bench.example', number, systemClock.now());
    const body = [...blocks, ...blocks, ...blocks].map(({ text }) => text).join('\n\n');
    written += writeSync(
      file,
      `<item><title>${headline}</title><link>https://bench.example/${number}</link><guid isPermaLink="false">https://bench.example/?p=${number}</guid><dc:creator>lan</dc:creator><content:encoded><![CDATA[${body}]]></content:encoded><wp:post_id>${number}</wp:post_id><wp:post_date_gmt>2026-11-29 03:00:00</wp:post_date_gmt><wp:status>publish</wp:status><wp:post_type>post</wp:post_type><category domain="post_tag" nicename="a"><![CDATA[a]]></category></item>\n`,
    );
  }
  writeSync(file, '</channel></rss>\n');
  closeSync(file);
  return number;
}

/** So small that what is not let go of would end the process. */
const HEAP = '--max-old-space-size=48';

type Measured = { readonly posts: number; readonly megabytes: number; readonly seconds: number };

function measured(how: 'bare' | 'read', path: string): Measured {
  const run = spawnSync(process.execPath, [HEAP, fileURLToPath(import.meta.url), how, path], {
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(run.stderr);
  const [posts = 0, megabytes = 0, seconds = 0] = run.stdout.split(' ').map(Number);
  return { posts, megabytes, seconds };
}

/** The pieces of a file as text. */
function* piecesOf(path: string): Generator<string> {
  const file = openSync(path, 'r');
  const buffer = new Uint8Array(PIECE);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer))
    yield decoder.decode(buffer.subarray(0, length), { stream: true });
  closeSync(file);
}

/** What the process of its own does: `posts megabytes seconds` on one line. */
function child(how: string, path: string): string {
  const from = performance.now();
  const stream = openWxrStream({});
  let posts = 0;
  for (const piece of piecesOf(path)) posts += how === 'read' ? stream.write(piece).length : 0;
  const ended = how === 'read' ? stream.end() : undefined;
  if (ended?.ok === false) throw new Error(ended.error.detail);
  const megabytes = process.resourceUsage().maxRSS / 1000;
  return `${posts} ${megabytes.toFixed(1)} ${((performance.now() - from) / 1000).toFixed(2)}`;
}

const [, script, how, path] = process.argv;
if (script === fileURLToPath(import.meta.url) && how !== undefined && path !== undefined)
  console.log(child(how, path));
