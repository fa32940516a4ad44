import type { Instant } from '#kernel/instant.ts';
import { plusSeconds } from '#kernel/instant.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import { hasRetrievalSet, readRetrievalSet } from '../eval/retrieval-set.ts';

/** What the benches ask for: each stands in about one of 17 stories of its language. */
const ASKED = {
  vi: 'thành phố cảng|cá|mưa lũ|lễ hội|khoa học|du lịch|sinh viên|bệnh viện|tàu container|bãi biển|cầu sông Hàn|Đà Nẵng|triển lãm|bóng đá|nông sản|chợ nổi|làng nghề|thời tiết|dự báo|giao thông|mùa hè',
  zh: '厦门|港口|渔船|台风|节日|科学|旅游|学生|医院|集装箱|海滩|大桥|岘港|展览|足球|农产品|市场|手工|天气|预报|交通|夏季|城市|博物馆',
  en: 'city|harbour|fishing|floods|festival|science|tourism|students|hospital|container|beach|bridge|river|exhibition|football|farming|market|craft|weather|forecast|traffic|summer|museum',
} as const;

type Language = {
  readonly tag: string;
  readonly asked: readonly string[];
  readonly gap: string;
  /** Real texts of the language, word after word (zh: two characters each). */
  readonly text: readonly string[];
};

const LANGUAGES: readonly [Language, Language, Language] = [
  language('vi', ASKED.vi, ' '),
  language('zh-Hans', ASKED.zh, ''),
  language('en', ASKED.en, ' '),
];

function language(tag: string, asked: string, gap: string): Language {
  return { tag, asked: asked.split('|'), gap, text: realWords(tag, gap) ?? madeWords(tag) };
}

function realWords(tag: string, gap: string): readonly string[] | undefined {
  if (!hasRetrievalSet) return undefined;
  const texts = readRetrievalSet().texts.filter((one) => one.lang === tag);
  const word = gap === '' ? /.{1,2}/gsu : /[^\s<>&]+/gu;
  return texts.flatMap(({ text }) => text.match(word) ?? []);
}

/** Where the real texts don't lie: some thousand words by number. */
function madeWords(tag: string): readonly string[] {
  const next = generator(tag.length);
  const [starts, middles] = ['b c d g h l m n t th tr s r v'.split(' '), 'a e i o u ia ua oa'.split(' ')];
  const drawn = (list: readonly string[]): string => list[next() % list.length] ?? '';
  const han = (): string => String.fromCodePoint(0x4e00 + (next() % 3000));
  const word = (): string => drawn(starts) + drawn(middles) + drawn(['', 'n', 'ng', 'm', 't', 'ton', 'ber']);
  return Array.from({ length: 50_000 }, tag === 'zh-Hans' ? han : word);
}

/** Words that follow each other in a real text. */
const RUN = 8;
/** After so many runs one of what the benches ask for. */
const ASKED_EVERY = 22;

/**
 * A news story of about 190 words, the same for the same number; languages take turns. It is made of short runs of real texts, so that
 * words and pairs of words are as common as they are in news.
 */
export function benchItem(provider: string, number: number, at: Instant): ItemVersion {
  const chosen = LANGUAGES[number % 3] ?? LANGUAGES[0];
  const { tag: language, gap } = chosen;
  const next = generator(number + 1);
  const sentence = (length: number): string => runs(chosen, next, length).join(gap);
  const blocks = Array.from({ length: 5 }, (_, index) => {
    const text = `${sentence(30)}.`;
    return { id: `b${index + 1}`, kind: 'paragraph' as const, html: text, text };
  });
  return {
    guid: `urn:newsml:bench.example:20270101:${number}`,
    version: 1,
    versionCreatedAt: plusSeconds(at, -number),
    provider,
    newsType: 'text',
    pubStatus: 'usable',
    language,
    headline: `${sentence(9)} ${number}`,
    summary: sentence(20),
    subjects: [{ code: number % 2 === 0 ? 'medtop:04000000' : 'medtop:13000000', broader: [] }],
    places: [],
    blocks,
    renditions: [],
    associations: [],
  };
}

function runs({ text, asked }: Language, next: () => number, length: number): readonly string[] {
  const words: string[] = [];
  while (words.length < length) {
    const from = next() % (text.length - RUN);
    words.push(...text.slice(from, from + RUN));
    if (next() % ASKED_EVERY === 0) words.push(asked[next() % asked.length] ?? '');
  }
  return words;
}

/** xorshift: the same numbers at every run. */
function generator(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
}
