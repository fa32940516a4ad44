import { takeItem, undoUntil } from '#app/take/take-item.ts';
import { askWire, type WireAsk } from '#app/search/ask-wire.ts';
import { originOfDid } from '#domain/newsroom/origin-of-did.ts';
import { STORY_STATES } from '#domain/search/field-filter.ts';
import { demandOf } from '#formats/lexemes/demand-of.ts';
import { readDay } from '#formats/question/read-span.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { acting, reading } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { clip, columns } from '../columns.ts';
import type { CommandPlan, Given, OptionPlan } from '../command-plan.ts';
import { isId } from '../is-id.ts';
import { inputInvalid, type Refusal } from '../said.ts';
import { shortTime } from '../short-time.ts';
import { storyLines } from './story-lines.ts';

const LIST_OPTIONS: readonly OptionPlan[] = [
  { flags: '--from <whom>', about: 'whose stories', choices: ['partners', 'own', 'all'] },
  { flags: '--language <tag>', about: 'written in this language; zh also means zh-Hans' },
  { flags: '--topic <code>', about: 'IPTC media topic, such as medtop:04000000' },
  { flags: '--news-type <type>', about: 'text or picture', choices: ['text', 'picture'] },
  { flags: '--partner <did>', about: 'of this provider' },
  { flags: '--place <name>', about: 'in its dateline or among its places, under any name of it' },
  { flags: '--state <state>', about: 'what its badge says', choices: STORY_STATES },
  { flags: '--taken <yes|no>', about: 'by you', choices: ['yes', 'no'] },
  { flags: '--published <yes|no>', about: 'by you', choices: ['yes', 'no'] },
  { flags: '--free', about: 'only what you may publish on your own web pages now' },
  { flags: '--since-on <day>', about: 'came on this day of your time zone or later, as 2026-11-01' },
  { flags: '--until-on <day>', about: 'came on this day or before' },
  { flags: '--sort <order>', about: 'best first when there are words', choices: ['newest', 'best'] },
  { flags: '--limit <number>', about: '1 to 100; 20 if left out' },
  { flags: '--after <cursor>', about: 'the “next” of the page before' },
];

const MOST_LINES = 100;

export const storyCommands: readonly CommandPlan<CliNeeds>[] = [
  listing('list', 'The wire: what you may see, newest first'),
  listing(
    'search <words>',
    'The wire, best match first, whatever the language, marks or script of the words',
  ),
  reading({
    name: 'story show <id>',
    about: 'One story: text, versions, what the agreement lets you do with it, where it runs',
    async run({ node, agency, at, language }, given) {
      const id = given.demand('id');
      const story = isId(id) ? await node.stories.read(agency.id, id, at) : undefined;
      if (!story) return refuse({ code: 'story-unknown' });
      const judged = await node.judgeStory(agency, id, at);
      const origin = originOfDid(agency.did, node.publicOrigin);
      const url = ({ path }: { readonly path: string }) => `${origin}${path}`;
      const publications = story.publications.map((one) => ({ ...one, url: url(one) }));
      return accept({
        json: { ...story, publications, ...judged },
        lines: storyLines({ ...story, publications }, judged, language),
        ...(judged.may.take.ok && !story.take
          ? { next: `pactwire story take ${id} --use translate --as EMAIL` }
          : {}),
      });
    },
  }),
  acting('take-story', {
    name: 'story take <id>',
    about: 'Take a partner’s story onto your desk; the partner is told',
    options: [
      { flags: '--use <use>', about: 'as what', choices: ['as-is', 'translate', 'brief'], required: true },
    ],
    async run(desk, given) {
      const use = useOf(given.demand('use'));
      const itemId = given.demand('id');
      if (!isId(itemId)) return refuse({ code: 'story-unknown' });
      const take = await takeItem(desk.node, desk, { itemId, use });
      if (!take.ok) return take;
      const { id, takenAt } = take.value;
      return accept({
        json: { take: { id, takenAt, use: take.value.use, undoUntil: undoUntil(take.value) } },
        lines: [`Taken (${take.value.use}).`],
        next: `open it at the desk: ${desk.node.publicOrigin}/desk/s/${itemId}`,
      });
    },
  }),
];

function listing(words: string, about: string): CommandPlan<CliNeeds> {
  return reading({
    name: `story ${words}`,
    about,
    options: LIST_OPTIONS,
    async run({ node, agency, at, language }, given) {
      const limit = Number(given.text('limit') ?? 20);
      if (!Number.isInteger(limit) || limit < 1 || limit > MOST_LINES)
        return inputInvalid('--limit', `must be 1 to ${MOST_LINES}`);
      const ask = askOf(given, limit);
      if (!ask.ok) return ask;
      const asked = await askWire(node, { agency, at }, ask.value);
      if (!asked.ok) return asked;
      const { read, ...page } = asked.value;
      return accept({
        json: { ...page, parts: read.parts, soughtAs: read.sought },
        lines: [
          ...columns(
            ['ARRIVED', 'FROM', 'LANG', 'V', 'HEADLINE', 'BADGES', 'ID'],
            page.stories.map((one) => [
              shortTime(one.arrivedAt),
              clip(one.provider.name[language], 22),
              one.language,
              String(one.version),
              clip(one.headline, 60),
              [...one.badges, ...(one.roads === undefined ? [] : [`+${one.roads}`]), one.foundBy ?? '']
                .join(' ')
                .trim(),
              one.id,
            ]),
          ),
          '',
          `${page.stories.length} of ${page.total}${page.isPart ? ' or more' : ''}`,
        ],
        ...(page.next === undefined ? {} : { next: `the same with --after ${page.next}` }),
      });
    },
  });
}

const FILTERS = ['language', 'topic', 'newsType', 'partner', 'place', 'sinceOn', 'untilOn', 'after'] as const;

/** What was typed as a question of the wire; what would say nothing there is refused, not dropped. */
export function askOf(given: Given, limit: number): Result<WireAsk, Refusal> {
  for (const name of ['sinceOn', 'untilOn'] as const) {
    const day = given.text(name);
    if (day !== undefined && !readDay(day))
      return inputInvalid(DAY_OPTIONS[name], 'must be a day that there is, as 2026-11-01');
  }
  const place = given.text('place');
  if (place !== undefined && !demandOf(place, { as: 'word', line: 'place' }))
    return inputInvalid('--place', 'must name a place');
  return accept(questionOf(given, limit));
}

const DAY_OPTIONS = { sinceOn: '--since-on', untilOn: '--until-on' } as const;

function questionOf(given: Given, limit: number): WireAsk {
  const from = given.text('from');
  const state = STORY_STATES.find((one) => one === given.text('state'));
  const sort = given.text('sort');
  return {
    limit,
    q: given.text('words') ?? '',
    from: from === 'partners' || from === 'own' ? from : 'all',
    ...(state ? { state } : {}),
    ...(sort === 'newest' || sort === 'best' ? { sort } : {}),
    ...(given.isSet('free') ? { free: 'web' } : {}),
    ...yesOrNo('taken', given),
    ...yesOrNo('published', given),
    ...Object.fromEntries(
      FILTERS.flatMap((name) => {
        const value = given.text(name);
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  };
}

function yesOrNo(name: 'taken' | 'published', given: Given): Pick<WireAsk, 'taken' | 'published'> {
  const said = given.text(name);
  return said === undefined ? {} : { [name]: said === 'yes' };
}

function useOf(text: string): 'as-is' | 'translate' | 'brief' {
  return text === 'as-is' || text === 'brief' ? text : 'translate';
}
