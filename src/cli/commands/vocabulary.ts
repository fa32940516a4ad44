import { readFile, stat } from 'node:fs/promises';
import { importTopics, type ImportedTopics } from '#app/item/import-topics.ts';
import { saysWords } from '#formats/lexemes/says-words.ts';
import { MOST_CHARACTERS } from '#formats/mediatopics/parse-media-topics.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { TopicCard, TopicLine } from '#ports/reads/topics.ts';
import { acting, reading } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { clip, columns } from '../columns.ts';
import type { CommandPlan } from '../command-plan.ts';
import { inputInvalid, type Refusal } from '../said.ts';

/** The vocabulary of media topics, which is the whole node's (docs/topics.md). */
export const vocabularyCommands: readonly CommandPlan<CliNeeds>[] = [
  acting('manage-sources', {
    name: 'vocabulary import <file>',
    about: 'Take in IPTC’s Media Topics, as JSON from cv.iptc.org',
    options: [{ flags: '--force', about: 'also when it is older than what is here' }],
    async run({ node, agency, personId, at }, given) {
      const file = given.demand('file');
      const text = await readRelease(file);
      if (!text.ok) return text;
      const order = { text: text.value, force: given.isSet('force') };
      const imported = await importTopics(node, { agency, personId, at }, order);
      if (!imported.ok) return imported;
      return accept({ json: { file, ...imported.value }, lines: linesOfImport(imported.value) });
    },
  }),
  reading({
    name: 'vocabulary list [words]',
    about: 'The topics that this node knows, or those with these words in their names',
    options: [{ flags: '--retired', about: 'retired ones too' }],
    async run({ node, language }, given) {
      const { release, isImported, topics } = await node.topicReads.list();
      const words = given.text('words') ?? '';
      const shown = topics
        .filter(({ isRetired }) => !isRetired || given.isSet('retired'))
        .filter((topic) => hasWords(topic, words));
      return accept({
        json: { release, imported: isImported, topics: shown },
        lines: [
          ...columns(
            ['CODE', 'NAME', 'UNDER'],
            shown.map((topic) => [topic.code, clip(said(topic, language), 60), topic.broader.join(' ')]),
          ),
          '',
          isImported
            ? `${shown.length} topics of the release of ${release}.`
            : `${shown.length} topics of the release of ${release} that come with the house; import IPTC’s to have all.`,
        ],
        ...(isImported ? {} : { next: 'pactwire vocabulary import FILE' }),
      });
    },
  }),
  reading({
    name: 'vocabulary show <code>',
    about: 'All that is known of one topic, such as medtop:20000344',
    async run({ node, language }, given) {
      const topic = await node.topicReads.find(given.demand('code'));
      if (!topic) return refuse({ code: 'topic-unknown' });
      return accept({ json: topic, lines: linesOfTopic(topic, language) });
    },
  }),
];

/** Its size is asked first: what is far too large is not read at all. */
async function readRelease(file: string): Promise<Result<string, Refusal>> {
  try {
    const { size } = await stat(file);
    // UTF-8 has at most four bytes to a character.
    const tooLarge = { code: 'vocabulary-too-large', characters: size, most: MOST_CHARACTERS } as const;
    if (size > MOST_CHARACTERS * 4) return refuse(tooLarge);
    return accept(await readFile(file, 'utf8'));
  } catch (fault) {
    return inputInvalid('file', fault instanceof Error ? fault.message : String(fault));
  }
}

function linesOfImport({ releasedAt, topics, added, changed, retired }: ImportedTopics): readonly string[] {
  const day = releasedAt.slice(0, 10);
  if (added.length + changed.length === 0)
    return [`The release of ${day} is here already, all ${topics} topics of it; nothing was changed.`];
  return [
    `${topics} topics of the release of ${day}: ${added.length} added, ${changed.length} changed, ${retired.length} retired.`,
    'Decisions go by it from now on. The worker sorts the stories that are here by it, so that searches find them.',
  ];
}

function linesOfTopic(topic: TopicCard, language: InterfaceLanguage): readonly string[] {
  const one = (label: string, values: readonly string[]) =>
    values.length === 0 ? [] : [[label, values.join(' ')] as const];
  const names = Object.entries(topic.names).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const facts = [
    ...one('under', topic.above),
    ...one('narrower', topic.narrower),
    ...one('retired', topic.isRetired ? [topic.retiredAt?.slice(0, 10) ?? 'yes'] : []),
    ...one('replaced by', topic.replacedBy),
    ...one('the same as', topic.matches),
    ...names.map(([tag, name]) => [tag, name] as const),
    ...topic.ours.map((tag) => [tag, `${topic.name[tag]} (ours, IPTC has none)`] as const),
    ...topic.before.flatMap(({ until, names: old }) =>
      one(`before, ${until.slice(0, 10)}`, [old['en-GB'] ?? old['en-US'] ?? old['en'] ?? '']),
    ),
  ];
  return [
    `${topic.code}  ${said(topic, language)}`,
    '',
    ...columns(
      ['WHAT', 'IS'],
      facts.map((fact) => [...fact]),
    ),
  ];
}

function said({ name }: TopicLine, language: InterfaceLanguage): string {
  return name[language] || name.en || name['zh-Hans'] || name.vi;
}

/** In any of the three languages, as somebody types who sets no marks; or the code. */
function hasWords({ name, code }: TopicLine, words: string): boolean {
  return (
    words.trim() === '' || code.includes(words.trim()) || saysWords(Object.values(name).join(' '), words)
  );
}
