import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { readDocument, type ReadDocument } from '#formats/convert.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import { instantOf } from '#kernel/instant.ts';
import { seedFile } from './fill-wire.ts';

const NEWSROOMS = ['song-han', 'lu-jiang'] as const;
const LARGEST_PICTURE = 40 * 1024;

type Seed = { readonly slug: string; readonly name: string; readonly document: ReadDocument };

const SEEDS: readonly Seed[] = NEWSROOMS.flatMap((slug) =>
  readdirSync(seedFile(slug, '.'))
    .filter((name) => !name.endsWith('.jpg'))
    .map((name) => {
      const read = readDocument(readFileSync(seedFile(slug, name)), {
        provider: 'did:web:seed.example',
        receivedAt: instantOf(0),
      });
      if (!read.ok) throw new Error(`${name} is not read: ${read.error.detail}`);
      return { slug, name, document: read.value };
    }),
);

test.for(SEEDS)('$slug/$name is read as its agency meant it', ({ document }) => {
  expect(document.findings).toEqual([]);
  for (const item of document.items) {
    expect(item.subjects.length).toBeGreaterThan(0);
    expect(item.byline).toBeTruthy();
    expect(item.copyrightNotice).toBeTruthy();
    if (document.format !== 'rss') expect(item.creditLine).toBeTruthy();
    if (item.newsType === 'text') expect(item.blocks.length).toBeGreaterThanOrEqual(4);
  }
});

test('the world has ten stories in Vietnamese, ten in Chinese, four in English, one of them in two versions', () => {
  const texts = SEEDS.flatMap(({ document }) => document.items).filter(({ newsType }) => newsType === 'text');
  const stories = new Map(texts.map((item) => [item.guid, item]));
  const languages = [...stories.values()].map(({ language }) => language);
  expect(languages.filter((language) => language === 'vi')).toHaveLength(10);
  expect(languages.filter((language) => language === 'zh-Hans')).toHaveLength(10);
  expect(languages.filter((language) => language === 'en')).toHaveLength(4);
  expect(texts).toHaveLength(stories.size + 1);
});

test('every picture that a seed names lies beside it, is small, and is named by one document', () => {
  const named = SEEDS.flatMap(({ slug, document }) => [
    ...new Set(document.items.flatMap(picturesOf).map((name) => seedFile(slug, name))),
  ]);
  expect(new Set(named).size).toBe(named.length);
  expect(named).toHaveLength(8);
  for (const path of named) {
    expect(existsSync(path)).toBe(true);
    expect(statSync(path).size).toBeLessThanOrEqual(LARGEST_PICTURE);
  }
});

function picturesOf({ renditions, associations }: ItemVersion): string[] {
  return [...renditions, ...associations.flatMap((one) => one.renditions)].map(({ href }) =>
    basename(new URL(href).pathname),
  );
}
