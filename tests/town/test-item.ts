import { instantOf } from '#kernel/instant.ts';
import type { ItemVersion } from '#domain/item/item.ts';

/** A plain text item; a test says only what its story needs. */
export function testItem(
  over: Partial<ItemVersion> & { readonly body?: readonly string[] } = {},
): ItemVersion {
  const { body = ['The river rose in the night.'], ...version } = over;
  return {
    guid: 'urn:newsml:wire.example:20270101:river',
    version: 1,
    versionCreatedAt: instantOf(Date.UTC(2027, 0, 1)),
    provider: 'did:web:wire.example',
    newsType: 'text',
    pubStatus: 'usable',
    language: 'en',
    headline: 'River rises',
    subjects: [],
    places: [],
    blocks: body.map((text, index) => ({ id: `b${index + 1}`, kind: 'paragraph', html: text, text })),
    renditions: [],
    associations: [],
    ...version,
  };
}
