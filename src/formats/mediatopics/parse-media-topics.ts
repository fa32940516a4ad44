import { parseInstant, type Instant } from '#kernel/instant.ts';
import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { ReleasedTopic, TopicRelease } from '#domain/item/topic-release.ts';
import { replacementsIn } from './replacements-in.ts';

/** Largest file that is read, in characters; IPTC's own of 2026 has 2.4 million. */
export const MOST_CHARACTERS = 32_000_000;

/** Why a file is no release of the vocabulary. `at` is a JSON pointer, or the code of a topic. */
export type MediaTopicsRefusal =
  | { readonly code: 'vocabulary-too-large'; readonly characters: number; readonly most: number }
  | { readonly code: 'vocabulary-unreadable'; readonly at: string; readonly reason: string }
  | { readonly code: 'vocabulary-empty' }
  | { readonly code: 'vocabulary-broader-unknown'; readonly topic: string; readonly broader: string }
  | { readonly code: 'vocabulary-circular'; readonly topics: readonly string[] };

const SCHEME = 'http://cv.iptc.org/newscodes/mediatopic/';

/**
 * Reads the JSON that cv.iptc.org gives for Media Topics (`conceptSet`). Languages get the tags of BCP 47: the file says
 * `se` for Swedish and `dk` for Danish. What took the place of a retired topic stands in the file as English prose alone.
 */
export function parseMediaTopics(text: string): Result<TopicRelease, MediaTopicsRefusal> {
  if (text.length > MOST_CHARACTERS)
    return refuse({ code: 'vocabulary-too-large', characters: text.length, most: MOST_CHARACTERS });
  const read = readHead(text);
  if (!read.ok) return read;
  const { releasedAt, concepts } = read.value;
  if (concepts.length === 0) return refuse({ code: 'vocabulary-empty' });
  const topics: ReleasedTopic[] = [];
  for (const [index, concept] of concepts.entries()) {
    const topic = readConcept(concept);
    if (typeof topic === 'string') return unreadable(`/conceptSet/${index}`, topic);
    topics.push(topic);
  }
  return checkTree({ releasedAt, topics });
}

type Head = { readonly releasedAt: Instant; readonly concepts: readonly unknown[] };

function readHead(text: string): Result<Head, MediaTopicsRefusal> {
  const value = parseJson(text);
  if (!isJsonObject(value)) return unreadable('', 'not a JSON object');
  if (value['uri'] !== SCHEME) return unreadable('/uri', `must be ${SCHEME}`);
  const releasedAt = moment(value['dateReleased']);
  if (releasedAt === undefined) return unreadable('/dateReleased', 'must say when it was released');
  const concepts = value['conceptSet'];
  return Array.isArray(concepts)
    ? accept({ releasedAt, concepts })
    : unreadable('/conceptSet', 'must be the list of topics');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined; // said as "not a JSON object"
  }
}

/** A topic, or why it is none. */
function readConcept(concept: unknown): ReleasedTopic | string {
  if (!isJsonObject(concept)) return 'not an object';
  const code = codeIn(concept['qcode']) ?? codeIn(concept['uri']);
  if (code === undefined) return 'has no code such as medtop:20000344';
  const names = wordsByLanguage(concept['prefLabel']);
  if (Object.keys(names).length === 0) return `${code} has no name`;
  const broader = listOf(concept['broader']).map(codeIn);
  if (broader.includes(undefined)) return `${code} names a broader topic that is none`;
  const retiredAt = moment(concept['retired']);
  if (concept['retired'] !== undefined && retiredAt === undefined)
    return `${code} says no date of retirement`;
  return {
    code,
    names,
    definitions: wordsByLanguage(concept['definition']),
    broader: broader.flatMap((one) => one ?? []),
    replacedBy: retiredAt === undefined ? [] : replacedBy(code, concept),
    matches: ['exactMatch', 'closeMatch', 'broadMatch'].flatMap((key) => listOf(concept[key]).map(String)),
    ...(retiredAt === undefined ? {} : { retiredAt }),
  };
}

/** A field for it where a release has one, else what the note of the change says. */
function replacedBy(code: string, concept: JsonObject): readonly string[] {
  const named = ['replacedBy', 'isReplacedBy'].flatMap((key) => listOf(concept[key]).map(codeIn));
  const told = named.some((one) => one !== undefined)
    ? named.flatMap((one) => one ?? [])
    : ['changeNote', 'historyNote', 'note'].flatMap((key) => {
        const notes = wordsByLanguage(concept[key]);
        return replacementsIn(notes['en-GB'] ?? notes['en-US'] ?? notes['en'] ?? '');
      });
  return [...new Set(told)].filter((one) => one !== code);
}

/** By the file’s own words; names of languages that nobody else uses are put right. */
const LANGUAGES: Readonly<Record<string, string>> = { se: 'sv', dk: 'da', 'no-NB': 'nb', 'no-NN': 'nn' };

function wordsByLanguage(value: unknown): Readonly<Record<string, string>> {
  if (!isJsonObject(value)) return {};
  const words = Object.entries(value).flatMap(([tag, text]) =>
    typeof text === 'string' && text.trim() !== '' && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag)
      ? [[LANGUAGES[tag] ?? tag, text.trim().normalize('NFC')] as const]
      : [],
  );
  return Object.fromEntries(words);
}

function codeIn(value: unknown): string | undefined {
  const [, digits] =
    /^(?:medtop:|https?:\/\/cv\.iptc\.org\/newscodes\/mediatopic\/)(\d{8})$/.exec(String(value)) ?? [];
  return digits === undefined ? undefined : `medtop:${digits}`;
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function moment(value: unknown): Instant | undefined {
  return typeof value === 'string' ? parseInstant(value) : undefined;
}

function checkTree(release: TopicRelease): Result<TopicRelease, MediaTopicsRefusal> {
  const byCode = new Map(release.topics.map((topic) => [topic.code, topic]));
  if (byCode.size < release.topics.length) return unreadable('/conceptSet', 'a topic stands in it twice');
  for (const { code, broader } of release.topics)
    for (const one of broader)
      if (!byCode.has(one)) return refuse({ code: 'vocabulary-broader-unknown', topic: code, broader: one });
  const circle = findCircle(byCode);
  if (circle) return refuse({ code: 'vocabulary-circular', topics: circle });
  // A replacement that the file does not hold leads nowhere.
  const topics = release.topics.map((topic) => ({
    ...topic,
    replacedBy: topic.replacedBy.filter((one) => byCode.has(one)),
  }));
  return accept({ ...release, topics });
}

type ByCode = ReadonlyMap<string, ReleasedTopic>;

function findCircle(byCode: ByCode): readonly string[] | undefined {
  const cleared = new Set<string>();
  for (const start of byCode.keys()) {
    const circle = climb(start, [], { byCode, cleared });
    if (circle) return circle;
  }
  return undefined;
}

/** No file can make this deep: each step adds a topic that was not on the way before. */
function climb(
  code: string,
  way: readonly string[],
  known: { readonly byCode: ByCode; readonly cleared: Set<string> },
): readonly string[] | undefined {
  if (known.cleared.has(code)) return undefined;
  if (way.includes(code)) return [...way.slice(way.indexOf(code)), code];
  for (const one of known.byCode.get(code)?.broader ?? []) {
    const circle = climb(one, [...way, code], known);
    if (circle) return circle;
  }
  known.cleared.add(code);
  return undefined;
}

function unreadable(at: string, reason: string): Result<never, MediaTopicsRefusal> {
  return refuse({ code: 'vocabulary-unreadable', at, reason });
}
