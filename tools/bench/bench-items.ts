import type { Instant } from '#kernel/instant.ts';
import { plusSeconds } from '#kernel/instant.ts';
import type { ItemVersion } from '#domain/item/item.ts';

const WORDS = {
  vi: 'thành phố cảng cá mưa lũ lễ hội khoa học du lịch sinh viên bệnh viện tàu container bãi biển cầu sông Hàn Đà Nẵng triển lãm bóng đá nông sản chợ nổi làng nghề thời tiết dự báo giao thông mùa hè'.split(
    ' ',
  ),
  zh: '厦门 港口 渔船 台风 节日 科学 旅游 学生 医院 集装箱 海滩 大桥 岘港 展览 足球 农产品 市场 手工 天气 预报 交通 夏季 城市 博物馆'.split(
    ' ',
  ),
  en: 'city harbour fishing floods festival science tourism students hospital container beach bridge river exhibition football farming market craft weather forecast traffic summer museum'.split(
    ' ',
  ),
} as const;

type Language = {
  readonly tag: string;
  readonly words: readonly string[];
  readonly gap: string;
  /** One of some thousand other words, by a number. */
  readonly made: (number: number) => string;
};

const LANGUAGES: readonly [Language, Language, Language] = [
  {
    tag: 'vi',
    words: WORDS.vi,
    gap: ' ',
    made: (number) => syllable(number, ['', 'n', 'ng', 'm', 't', 'c', 'p']),
  },
  {
    tag: 'zh-Hans',
    words: WORDS.zh,
    gap: '',
    made: (number) =>
      String.fromCodePoint(0x4e00 + (number % 2000), 0x4e00 + (Math.floor(number / 2000) % 50)),
  },
  {
    tag: 'en',
    words: WORDS.en,
    gap: ' ',
    made: (number) => syllable(number, ['ton', 'ford', 'ber', 'ling', 'sted', 'more', 'lan']),
  },
];

function syllable(number: number, ends: readonly string[]): string {
  const [starts, middles] = ['b c d g h l m n t th tr s r v'.split(' '), 'a e i o u ia ua oa'.split(' ')];
  const at = (list: readonly string[], by: number): string =>
    list[Math.floor(number / by) % list.length] ?? '';
  return at(starts, 1) + at(middles, starts.length) + at(ends, starts.length * middles.length);
}

/** Of so many words one is of the few that the benches ask for; as in real texts, no two stories are alike. */
const ASKED_EVERY = 4;

/** A news story of about 160 words, the same for the same number; languages take turns. */
export function benchItem(provider: string, number: number, at: Instant): ItemVersion {
  const { tag: language, words, gap, made } = LANGUAGES[number % 3] ?? LANGUAGES[0];
  const next = generator(number + 1);
  const word = (): string =>
    next() % ASKED_EVERY === 0 ? (words[next() % words.length] ?? '') : made(next());
  const sentence = (length: number): string => Array.from({ length }, word).join(gap);
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
