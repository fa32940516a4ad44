import type { Instant } from '#kernel/instant.ts';
import { INTERFACE_LANGUAGES, type InterfaceLanguage, type Trilingual } from '#kernel/language.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { shippedTopic } from './media-topics.ts';
import type { TopicLinks } from './topic-tree.ts';

/** Texts by language tag (BCP 47); never empty ones. */
export type WordsByLanguage = Readonly<Record<string, string>>;

/** A topic as a release of the vocabulary has it. */
export type ReleasedTopic = TopicLinks & {
  readonly names: WordsByLanguage;
  readonly definitions: WordsByLanguage;
  /** The same thing in other vocabularies, as URIs: Wikidata, the older Subject Codes. */
  readonly matches: readonly string[];
  readonly retiredAt?: Instant;
};

export type TopicRelease = { readonly releasedAt: Instant; readonly topics: readonly ReleasedTopic[] };

/** What a release would change in what is known. A topic that it does not name stays as it is. */
export type ReleaseChanges = {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  /** Retired by this release; among the changed or added too. */
  readonly retired: readonly string[];
};

/** An older release never takes the place of a newer one by itself. */
export type ReleaseOlder = {
  readonly code: 'vocabulary-older';
  readonly releasedAt: Instant;
  readonly here: Instant;
};

/** What of a release is new here. `known` by code; `here` is the release that was imported last. */
export function compareRelease(
  release: TopicRelease,
  known: ReadonlyMap<string, ReleasedTopic>,
  { here, force }: { readonly here: Instant | undefined; readonly force: boolean },
): Result<ReleaseChanges, ReleaseOlder> {
  if (here !== undefined && release.releasedAt < here && !force)
    return refuse({ code: 'vocabulary-older', releasedAt: release.releasedAt, here });
  const added = release.topics.filter(({ code }) => !known.has(code));
  const changed = release.topics.filter((topic) => {
    const before = known.get(topic.code);
    return before !== undefined && spellingOf(before) !== spellingOf(topic);
  });
  const retired = [...added, ...changed].filter(
    ({ code, retiredAt }) => retiredAt !== undefined && known.get(code)?.retiredAt === undefined,
  );
  const codes = (topics: readonly ReleasedTopic[]) => topics.map(({ code }) => code);
  return accept({ added: codes(added), changed: codes(changed), retired: codes(retired) });
}

/** Two topics are the same when they are spelled the same; the order of languages says nothing. */
function spellingOf(topic: ReleasedTopic): string {
  const sorted = (words: WordsByLanguage) => Object.entries(words).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const { code, names, definitions, broader, replacedBy, matches, retiredAt } = topic;
  return JSON.stringify([
    code,
    sorted(names),
    sorted(definitions),
    broader,
    replacedBy,
    matches,
    retiredAt ?? null,
  ]);
}

/** The name of a topic in the languages of the desk, and in which of them it is ours. Empty where nobody has one. */
export type TopicName = { readonly name: Trilingual; readonly ours: readonly InterfaceLanguage[] };

/** IPTC's names, and ours where IPTC has none. */
export function nameOf(code: string, names: WordsByLanguage): TopicName {
  const shipped = shippedTopic(code);
  const official: Trilingual = {
    vi: names['vi'] ?? '',
    'zh-Hans': names['zh-Hans'] ?? names['zh'] ?? '',
    en: names['en-GB'] ?? names['en'] ?? names['en-US'] ?? '',
  };
  const ours = INTERFACE_LANGUAGES.filter(
    (language) => official[language] === '' && shipped?.ours.includes(language) === true,
  );
  const pick = (language: InterfaceLanguage) => official[language] || (shipped?.name[language] ?? '');
  return { name: { vi: pick('vi'), 'zh-Hans': pick('zh-Hans'), en: pick('en') }, ours };
}
