import type { SaidMay } from '#app/agreement/say-may.ts';
import type { SaidStory } from '#app/correction/judge-story.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';
import type { Story } from '#ports/reads/story.ts';
import { clip, pairs } from '../columns.ts';
import { shortTime } from '../short-time.ts';

type ShownStory = Omit<Story, 'publications'> & {
  readonly publications: readonly {
    readonly url: string;
    readonly language: string;
    readonly state: string;
  }[];
};

const WIDTH = 4000;

/** One story for a person at a terminal. */
export function storyLines(story: ShownStory, judged: SaidStory, language: InterfaceLanguage): string[] {
  const { name, ownership } = story.provider;
  return [
    clip(story.headline, WIDTH),
    '',
    ...pairs([
      ['from', `${name[language]} (${ownership})`],
      ['language', story.language],
      ['version', `${story.version}, ${shortTime(story.updatedAt)}`],
      ['badges', story.badges.length === 0 ? undefined : story.badges.join(' ')],
      ['credit', story.creditLine],
      ['note', story.editorialNote],
      ['guid', story.guid],
      ['taken', story.take ? `${shortTime(story.take.takenAt)} by ${story.take.by}` : undefined],
    ]),
    '',
    ...story.blocks.map(({ id, text }) => `${id.padEnd(4)} ${clip(text, WIDTH)}`),
    '',
    ...Object.entries(judged.may).flatMap(([what, may]) => mayLines(what, may, language)),
    ...storyPlaces(story, language),
    ...clauseLines(judged, language),
  ];
}

function mayLines(what: string, may: SaidMay, language: InterfaceLanguage): string[] {
  if (may.ok) return [`${what}: yes`];
  const [first] = may.because;
  const clause = first?.clause === undefined ? '' : ` (clause ${first.clause})`;
  return [`${what}: no${first ? ` – ${first.sentence[language]}${clause}` : ''}`];
}

function storyPlaces(story: ShownStory, language: InterfaceLanguage): string[] {
  const places = [
    ...story.publications.map((one) => `${one.state} in ${one.language}: ${one.url}`),
    ...story.uses.map(
      (one) =>
        `${one.agency.name[language]}: ${one.state} in ${one.language}: ${one.url ?? 'no public address'}`,
    ),
  ];
  return places.length === 0 ? [] : ['', 'Runs at:', ...places.map((line) => `  ${line}`)];
}

function clauseLines({ rights }: SaidStory, language: InterfaceLanguage): string[] {
  if (!rights.agreement) return [];
  return [
    '',
    `${rights.agreement.title[language]}:`,
    ...rights.clauses.map(({ sentence }) => `  ${sentence[language]}`),
  ];
}
