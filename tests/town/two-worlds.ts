import fc from 'fast-check';
import type { LightMyRequestResponse } from 'fastify';
import { testItem } from './test-item.ts';
import { PARTNER, type TestNewsroom } from './test-newsroom.ts';
import { PICTURE, type ReadingDoors, type Seat } from './reading-doors.ts';
import { nodeHash, systemIds } from '#engines/world.ts';
import { plusSeconds, type Instant } from '#kernel/instant.ts';

/** In which language a partner's story is decides which agreement speaks of it, and so whether it may be seen. */
const STANDINGS = {
  vi: 'in-force',
  'zh-Hans': 'ended',
  en: 'not-yet',
  th: 'suspended',
  lo: 'no-agreement',
} as const;
type Language = keyof typeof STANDINGS;
const HIDDEN: readonly Language[] = ['zh-Hans', 'en', 'th', 'lo'];
const WORDS = ['lũ', 'cầu', 'harbour', 'flood', '洪水', '大桥', 'treaty'] as const;
const TOPICS = ['medtop:03000000', 'medtop:04000000'] as const;

type DrawnStory = {
  readonly words: readonly string[];
  readonly topic: string;
  readonly newsType: 'text' | 'picture';
  readonly isEmbargoed: boolean;
};

/** What is there and must not show. */
export type Hidden = DrawnStory & {
  readonly kind: 'partner' | 'other-agency' | 'undone-take' | 'killed' | 'withheld' | 'updated';
  readonly language: Language;
  readonly isCounted: boolean;
};

/** What a member may see: own stories, and those of the partner that an agreement in force speaks of. */
export type World = {
  readonly seen: readonly (DrawnStory & { readonly origin: 'own' | 'partner' })[];
  readonly hidden: readonly Hidden[];
};

const story = {
  words: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }),
  topic: fc.constantFrom(...TOPICS),
  newsType: fc.constantFrom('text' as const, 'picture' as const),
  isEmbargoed: fc.boolean(),
};

/** A world, and things that are hidden in it, one after the other. */
export function arbitraryWorld(hidden: number): fc.Arbitrary<World> {
  return fc.record({
    seen: fc.array(fc.record({ ...story, origin: fc.constantFrom('own' as const, 'partner' as const) }), {
      minLength: 1,
      maxLength: 5,
    }),
    hidden: fc.array(
      fc.record({
        ...story,
        kind: fc.constantFrom(
          ...(['partner', 'other-agency', 'undone-take', 'killed', 'withheld', 'updated'] as const),
        ),
        language: fc.constantFrom(...HIDDEN),
        isCounted: fc.boolean(),
      }),
      { minLength: hidden, maxLength: hidden },
    ),
  });
}

const HOUR = 3600;

/** Agreements of every standing; only what is Vietnamese may be received now. */
export async function agree({ within }: TestNewsroom, at: Instant): Promise<void> {
  await within(async ({ products, items }) => {
    const added = await products.replaceAll(
      Object.entries(STANDINGS).flatMap(([language, standing]) =>
        standing === 'no-agreement'
          ? []
          : {
              agreementDigest: nodeHash.sha256(new TextEncoder().encode(language)),
              agreementUid: `urn:agreement:${language}`,
              selector: {
                uid: `urn:agreement:${language}#s1`,
                terms: [{ operand: 'language', operator: 'eq', values: [language] }],
              },
              direction: 'receive' as const,
              partnerDid: PARTNER,
              inForceFrom: plusSeconds(at, standing === 'not-yet' ? HOUR : -2 * HOUR),
              inForceUntil: plusSeconds(at, standing === 'ended' ? -HOUR : 2 * HOUR),
              suspended: standing === 'suspended',
            },
      ),
    );
    await items.assignProducts(added);
  });
}

const { digest, mediaType } = PICTURE;
const RENDITION = { role: 'web', href: 'https://x.example/a.png', mediaType, digest };

let drawn = 0;

function versionOf({ words, topic, newsType, isEmbargoed }: DrawnStory, language: string, at: Instant) {
  drawn += 1;
  const text = words.join(' ');
  return {
    guid: `urn:drawn:${drawn}`,
    language,
    headline: text,
    summary: text,
    newsType,
    body: [`${text}.`, 'Of 1200 houses 3450 people in 27 villages.'],
    associations: [{ guid: 'urn:picture', newsType: 'picture', renditions: [RENDITION] }],
    subjects: [{ code: topic, broader: [] }],
    ...(isEmbargoed ? { embargoEndAt: plusSeconds(at, HOUR) } : {}),
  } satisfies Parameters<typeof testItem>[0];
}

/** Puts the stories there that may be seen; gives their ids. */
export async function furnish(desk: TestNewsroom, world: World, at: Instant): Promise<readonly string[]> {
  const ids: string[] = [];
  await desk.within(({ blobs }) => blobs.record([PICTURE], at));
  for (const one of world.seen) {
    const version = versionOf(one, 'vi', at);
    ids.push(await (one.origin === 'own' ? desk.own(version) : desk.received(version)));
  }
  return ids;
}

/** Hides one thing; gives its id. */
export async function hide(
  desks: { readonly here: TestNewsroom; readonly elsewhere: TestNewsroom },
  hidden: Hidden,
  at: Instant,
): Promise<string> {
  const { here, elsewhere } = desks;
  const version = versionOf(hidden, hidden.language, at);
  if (hidden.kind === 'other-agency') return elsewhere.own({ ...version, language: 'vi' });
  const state = hidden.kind === 'withheld' ? { pubStatus: 'withheld' as const } : {};
  const id = await here.received({ ...version, ...state });
  if (hidden.kind === 'updated') await here.received({ ...version, version: 2, headline: 'treaty' });
  if (hidden.kind === 'killed') await here.kill({ provider: PARTNER, guid: version.guid });
  if (hidden.kind === 'undone-take') await takeAndUndo(here, id, at);
  return id;
}

async function takeAndUndo({ within }: TestNewsroom, itemId: string, at: Instant): Promise<void> {
  const take = {
    id: systemIds.uuid(),
    itemId,
    version: 1,
    use: 'as-is' as const,
    agreementDigest: nodeHash.sha256(new Uint8Array()),
    takenAt: at,
  };
  await within(async ({ takes }) => {
    await takes.add(take);
    await takes.undo(take.id, at);
  });
}

/** Everything of an answer that a member can look at, but the date and the number of the request. */
export function bytesOf({ statusCode, headers, rawPayload }: LightMyRequestResponse): string {
  const { date: _date, 'x-request-id': _id, ...kept } = headers;
  const body = rawPayload.toString('utf8').replaceAll(/urn:uuid:[0-9a-f-]{36}/g, 'urn:uuid');
  return JSON.stringify([statusCode, kept, body]);
}

const PAGES = ['limit=1', 'limit=2&from=partners', 'from=own', 'after=2', 'limit=1&q=flood'];
const NARROWED = ['language=vi', 'language=lo', 'topic=medtop:03000000', 'newsType=picture'];
const OF_PARTNER = `partner=${encodeURIComponent(PARTNER)}&topic=medtop:04000000`;
const SEARCHES = [
  'lũ',
  'flood 洪水',
  'cầu harbour treaty',
  '"treaty"',
  '+flood -treaty',
  '"harbour treaty flood"',
];
const FILTERED = [
  'state=new&taken=no&published=no',
  'state=withheld',
  'free=web&sort=newest',
  'hide=ran&q=flood',
];

/** What a saved search would tell. */
const TRIALS = [{}, { q: 'flood' }, { q: '"treaty"', hide: 'ran' }] as const;

/** Of a story: what belongs to it, what is like it, and its picture. */
function questionsAbout(id: string): readonly string[] {
  const picture = encodeURIComponent(PICTURE.digest);
  return [
    `/api/stories/${id}`,
    `/api/stories/${id}/chain`,
    `/api/stories/${id}/in-other-languages`,
    `/api/stories/${id}/pictures/${picture}/provenance`,
    `/desk-media/${id}/${picture}`,
  ];
}

/** Every question a member can put to the wire: of what is not there, or must not seem so, in the first place. */
function questions(seen: readonly string[], missing: string): readonly string[] {
  return [
    ...questionsAbout(missing),
    '/api/wire',
    '/api/wire/arrivals?from=all',
    '/api/today',
    '/api/alerts',
    '/api/alerts/unread',
    '/api/searches',
    ...[...PAGES, ...NARROWED, OF_PARTNER, ...FILTERED].map((query) => `/api/wire?${query}`),
    ...SEARCHES.map((words) => `/api/wire?q=${encodeURIComponent(words)}`),
    ...seen.slice(0, 2).flatMap(questionsAbout),
    '/api/topics',
    '/api/partners/names',
  ];
}

/** One question as a person, a program or an assistant puts it, under a name that is the same in both worlds. */
export type Ask = { readonly name: string; readonly answer: () => Promise<string> };

/** Everything that can be asked; about what is missing first. */
export function asksOf(
  { server, key }: ReadingDoors,
  seat: Seat,
  about: { readonly seen: readonly string[]; readonly missing: string },
): readonly Ask[] {
  const nameOf = (url: string) =>
    about.seen.reduce(
      (name, id, place) => name.replace(id, `SEEN-${place + 1}`),
      url.replace(about.missing, 'MISSING'),
    );
  // A new key for each call, so that the quota it tells of is as fresh in both worlds.
  const byKey = async () => ({ authorization: `Bearer ${await key(seat)}` });
  const get = async (url: string, headers: object) =>
    bytesOf(await server.inject({ method: 'GET', url, headers: { ...headers } }));
  const urls = questions(about.seen, about.missing);
  const tools = [
    { name: 'read_story', arguments: { id: about.missing } },
    { name: 'search_wire', arguments: { q: 'flood treaty' } },
  ];
  return [
    ...urls.map((url) => ({ name: nameOf(url), answer: () => get(url, seat.headers) })),
    ...TRIALS.map((question) => ({
      name: `trial ${JSON.stringify(question)}`,
      answer: async () =>
        bytesOf(
          await server.inject({
            method: 'POST',
            url: '/api/searches/trial',
            headers: seat.headers,
            payload: { question },
          }),
        ),
    })),
    ...urls.map((url) => ({ name: `key ${nameOf(url)}`, answer: async () => get(url, await byKey()) })),
    ...tools.map((params) => ({
      name: `assistant ${params.name}`,
      answer: async () => {
        const headers = { ...(await byKey()), accept: 'application/json, text/event-stream' };
        const payload = { jsonrpc: '2.0', id: 1, method: 'tools/call', params };
        return bytesOf(await server.inject({ method: 'POST', url: '/mcp', headers, payload }));
      },
    })),
  ];
}
