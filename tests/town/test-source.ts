import type { HeaderSafe } from '#app/item/source-headers.ts';
import type { Source } from '#ports/source-store.ts';

/** A folder that is watched, with whatever a test says otherwise. */
export function testSource(over: Partial<Source> & Pick<Source, 'id'>): Source {
  return {
    name: 'Wire',
    kind: 'folder',
    place: '/nowhere',
    settings: {},
    state: 'active',
    cursor: {},
    arrivals: [],
    ...over,
  };
}

/** Turns what it seals around, so that a test sees whether it was sealed. */
export const testSafe: HeaderSafe & { readonly openSecret: (sealed: string) => string } = {
  sealSecret: turned,
  openSecret: turned,
  sealHeaders: (headers) => turned(JSON.stringify(headers)),
  openHeaders: (sealed) =>
    Object.fromEntries(
      Object.entries(JSON.parse(turned(sealed))).map(([name, value]) => [name, String(value)]),
    ),
};

function turned(text: string): string {
  return [...text].toReversed().join('');
}
