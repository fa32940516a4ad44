import type { Agency } from '#domain/newsroom/agency.ts';
import type { Near } from '#domain/search/near.ts';
import type { Span, StoryState } from '#domain/search/field-filter.ts';
import { demandOf } from '#formats/lexemes/demand-of.ts';
import {
  readQuestion,
  termsAsked,
  type Lexicons,
  type ReadQuestion,
} from '#formats/lexicon/read-question.ts';
import { markStory, marksFor, type Segment } from '#formats/question/mark-text.ts';
import { parseQuestion, type QuestionRefusal } from '#formats/question/parse-question.ts';
import { spanOfDays, spanOfLast } from '#formats/question/read-span.ts';
import { accept, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/instant.ts';
import type { StoryLine, WireCandidates, WirePage, WireQuestion, WireReads } from '#ports/reads/wire.ts';
import { needsSifting, siftStories, type PutQuestion, type Sieve } from './sift-stories.ts';

export type AskNeeds = {
  readonly wire: WireReads;
  /** What the agency looks the terms of a question up in, now. */
  readonly lexiconsFor: (asker: Asker, asked: ReturnType<typeof termsAsked>) => Promise<Lexicons>;
  /** Where a question lies, if the node has a service for that and it says so at once. */
  readonly nearTo?: (text: string) => Promise<Near | undefined>;
  /** Stories are translated by machine here, to be searched. */
  readonly readsMachine?: boolean;
  /** Of these stories, in their order, those that the agency may publish on its own web pages now. */
  readonly judgeFree: (agency: Agency, ids: readonly string[], at: Instant) => Promise<readonly string[]>;
};

/** What a person asks of the wire, as it stands in an address. Days are those of the agency's time zone. */
export type WireAsk = {
  readonly q?: string;
  /** Terms that are not to be put into other languages. */
  readonly asTyped?: readonly string[];
  readonly from: WireQuestion['from'];
  readonly language?: string;
  readonly topic?: string;
  readonly newsType?: string;
  readonly partner?: string;
  readonly place?: string;
  readonly state?: StoryState;
  readonly taken?: boolean;
  readonly published?: boolean;
  /** Only what may be published on our own web pages now. */
  readonly free?: 'web';
  readonly sinceOn?: string;
  readonly untilOn?: string;
  /** Today and the days before it, so many in all; the days said beside it do not count. */
  readonly lastDays?: number;
  readonly sort?: 'newest' | 'best';
  readonly hide?: 'ran';
  readonly aside?: NonNullable<WireQuestion['aside']>;
  /** Where an hour begins: what arrived in it. */
  readonly hour?: Instant;
  readonly counts?: 'no';
  readonly after?: string;
  readonly limit: number;
};

/** What of a line was asked for. Without an extract nothing in the text was. */
export type Marked = { readonly headline: readonly Segment[]; readonly extract?: readonly Segment[] };

/** A filter that could be taken away, and how many stories there would be without it. */
export type Without = { readonly filter: keyof WireAsk; readonly count: number };

export type AskedWire = Omit<WirePage, 'stories'> & {
  readonly stories: readonly (StoryLine & { readonly marked?: Marked })[];
  readonly read: Pick<ReadQuestion, 'sought' | 'parts'>;
  /** Of an empty list only. */
  readonly without: readonly Without[];
};

export type Asker = { readonly agency: Agency; readonly at: Instant };

/**
 * Answers a question of the wire. Where words must be read in the text, or agreements asked, each story that fits the rest
 * is looked at by itself, the newest or best of them up to a bound; the answer says when there may be more.
 */
export async function askWire(
  needs: AskNeeds,
  asker: Asker,
  ask: WireAsk,
): Promise<Result<AskedWire, QuestionRefusal>> {
  const [read, near] = await Promise.all([readAsk(needs, asker, ask), nearTo(needs, ask)]);
  if (!read.ok) return read;
  const readsMachine = needs.readsMachine ?? false;
  const page = await pageOf(needs, asker, { ask, read: read.value, readsMachine, ...(near ? { near } : {}) });
  const { sought, parts, terms } = read.value;
  const marked = terms ? await marksOf(needs, asker, { page, terms }) : new Map<string, Marked>();
  return accept({
    ...page,
    stories: page.stories.map((line) => {
      const marks = marked.get(line.id);
      return { ...line, ...(marks ? { marked: marks } : {}) };
    }),
    read: { sought, parts },
    without:
      page.stories.length === 0 && ask.after === undefined
        ? await withoutEach(needs, asker, { ask, read: read.value, readsMachine, ...(near ? { near } : {}) })
        : [],
  });
}

const NAMED_FIELDS: readonly (string | undefined)[] = ['partner', 'topic', 'type'];
const NO_NAMES = { partner: [], topic: [], newsType: [] };

/** What is needed to understand a question. */
export type ReadNeeds = Pick<AskNeeds, 'lexiconsFor'> & { readonly wire: Pick<WireReads, 'names'> };

/** The question as the store can be asked it. */
export async function questionFor(
  needs: ReadNeeds,
  asker: Asker,
  ask: WireAsk,
): Promise<Result<PutQuestion, QuestionRefusal>> {
  const read = await readAsk(needs, asker, ask);
  return read.ok ? accept(putOf(asker, { ask, read: read.value })) : read;
}

/** Who wants the newest first is not shown what only lies near. */
async function nearTo({ nearTo: place }: AskNeeds, { q = '', sort }: WireAsk): Promise<Near | undefined> {
  return place && sort !== 'newest' && q.trim() !== '' ? place(q) : undefined;
}

async function readAsk(
  { wire, lexiconsFor }: ReadNeeds,
  { agency, at }: Asker,
  { q = '', asTyped }: WireAsk,
): Promise<Result<ReadQuestion, QuestionRefusal>> {
  const parsed = parseQuestion(q);
  if (!parsed.ok) return parsed;
  const isNamed = parsed.value.some(({ field }) => NAMED_FIELDS.includes(field));
  const names = isNamed ? await wire.names(agency.id) : NO_NAMES;
  const lexicons = await lexiconsFor({ agency, at }, termsAsked(q));
  const zoned = { ...names, zone: agency.timeZone };
  return readQuestion(q, { lexicons, names: zoned, ...(asTyped ? { asTyped } : {}) });
}

type Read = {
  readonly ask: WireAsk;
  readonly read: ReadQuestion;
  readonly near?: Near;
  readonly readsMachine?: boolean;
};

async function pageOf(needs: AskNeeds, asker: Asker, asked: Read): Promise<WirePage> {
  const { agency } = asker;
  const put = putOf(asker, asked);
  const { question } = put;
  if (!needsSifting(put)) return needs.wire.list(agency.id, question);
  const { ids: among, isPart } = await siftedFrom(needs, asker, put);
  const page = await needs.wire.list(agency.id, { ...question, among });
  return { ...page, isPart: page.isPart || isPart };
}

/** The `total` of a page, without its lines. */
async function countOf(needs: AskNeeds, asker: Asker, asked: Read): Promise<number> {
  const put = putOf(asker, asked);
  if (!needsSifting(put)) return needs.wire.count(asker.agency.id, put.question);
  return (await siftedFrom(needs, asker, put)).ids.length;
}

async function siftedFrom(needs: AskNeeds, asker: Asker, put: PutQuestion): Promise<WireCandidates> {
  const { ids, isPart } = await needs.wire.candidates(asker.agency.id, put.question);
  return { ids: await siftStories(sieveOf(needs, asker), put, ids), isPart };
}

/** Looks at stories as whoever asks may see them now. */
export function sieveOf(
  { wire, judgeFree }: Pick<AskNeeds, 'judgeFree'> & { readonly wire: Pick<WireReads, 'texts'> },
  { agency, at }: Asker,
): Sieve {
  return {
    texts: (ids) => wire.texts(agency.id, { ids, at }),
    free: (ids) => judgeFree(agency, ids, at),
  };
}

function putOf(asker: Asker, asked: Read): PutQuestion {
  const { free } = asked.ask;
  return { question: questionOf(asker, asked), ...(free === undefined ? {} : { free }) };
}

function questionOf({ agency, at }: Asker, { ask, read, near, readsMachine = false }: Read): WireQuestion {
  const {
    q: _typed,
    asTyped: _kept,
    place,
    free: _judged,
    sinceOn: _from,
    untilOn: _to,
    lastDays: _last,
    ...rest
  } = ask;
  const demand = place === undefined ? undefined : demandOf(place, { as: 'word', line: 'place' });
  const terms = read.terms ?? { readings: [], all: [], none: [] };
  const span = spanOf(ask, { at, zone: agency.timeZone });
  return {
    ...rest,
    at,
    ...(near ? { near } : {}),
    ...(readsMachine ? { readsMachine } : {}),
    ...(read.terms || demand
      ? { terms: { ...terms, all: [...terms.all, ...(demand ? [demand] : [])] } }
      : {}),
    ...((span.sinceAt ?? span.beforeAt) ? { span } : {}),
    ...(read.fields.length > 0 ? { fields: read.fields } : {}),
  };
}

function spanOf(
  { lastDays, sinceOn, untilOn }: WireAsk,
  clock: { readonly at: Instant; readonly zone: string },
): Span {
  if (lastDays !== undefined) return spanOfLast(lastDays, clock);
  const days = {
    ...(sinceOn === undefined ? {} : { sinceOn }),
    ...(untilOn === undefined ? {} : { untilOn }),
  };
  return spanOfDays(days, clock.zone);
}

async function marksOf(
  { wire }: AskNeeds,
  { agency, at }: Asker,
  { page, terms }: { readonly page: WirePage; readonly terms: NonNullable<ReadQuestion['terms']> },
): Promise<ReadonlyMap<string, Marked>> {
  const texts = await wire.texts(agency.id, { ids: page.stories.map(({ id }) => id), at });
  return new Map(texts.map((text) => [text.id, markStory(text, marksFor(terms, text.language))]));
}

const REMOVABLE = [
  'q',
  'language',
  'topic',
  'newsType',
  'partner',
  'place',
  'state',
  'taken',
  'published',
  'free',
  'hide',
  'hour',
] as const satisfies readonly (keyof WireAsk)[];

const NO_WORDS: ReadQuestion = { fields: [], sought: [], parts: [] };

/** What each filter keeps away; of the days all together. The words were read and placed once. */
async function withoutEach(needs: AskNeeds, asker: Asker, asked: Read): Promise<readonly Without[]> {
  const { q: _words, ...wordless } = asked.ask;
  const found: Without[] = [];
  for (const [filter, ask] of fewerThan(asked.ask)) {
    const less: Read = filter === 'q' ? { ask: wordless, read: NO_WORDS } : { ...asked, ask };
    const count = await countOf(needs, asker, less);
    if (count > 0) found.push({ filter, count });
  }
  return found;
}

/** The same with one filter less. */
function fewerThan(ask: WireAsk): readonly (readonly [keyof WireAsk, WireAsk])[] {
  const { sinceOn, untilOn, lastDays, ...timeless } = ask;
  const isDated = (sinceOn ?? untilOn ?? lastDays) !== undefined;
  return [
    ...REMOVABLE.filter((filter) => ask[filter] !== undefined && ask[filter] !== '').map((filter) => {
      const { [filter]: _taken, ...rest } = ask;
      return [filter, { ...rest, from: ask.from, limit: ask.limit }] as const;
    }),
    ...(isDated ? [['sinceOn', timeless] as const] : []),
    ...(ask.from === 'all' ? [] : [['from', { ...ask, from: 'all' }] as const]),
  ];
}
