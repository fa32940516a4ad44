import { embargoEnd } from './embargo-end.ts';
import { isEmbargoLifted, isLiftedLater } from './embargo-lifted.ts';
import { isFrom, laterEmbargo } from './later-embargo.ts';
import { daysTold, holdsTime } from './wire-clock.ts';
import type { WireItem, WireTime } from './wire-item.ts';
import { isEmbargoLine } from './wire-signs.ts';
import { withYear } from './year-of-day.ts';

/**
 * An embargo that a note or the head of the headline lays, whichever format it came in; where the words date it, until then. The latest of
 * several holds, and beside one whose end cannot be read no other ends it.
 */
export function withWordedEmbargo(item: WireItem): WireItem {
  const laid = [...layingNotes(item), ...layingHeadline(item)];
  const [first] = laid;
  if (first === undefined || (item.isEmbargoed === true && item.embargo === undefined)) return item;
  const endIn = (text: string) => embargoEnd(text) ?? embargoEnd(withYear(text, item) ?? '');
  const endOf = (text: string) => endIn(text) ?? endIn(timedIn(text));
  const told = item.embargo ?? laid.map(({ text }) => endOf(text)).find((end) => end !== undefined);
  if (told === undefined) return withheld(item, first);
  const ends = laid.map((one) => ({ ...one, end: endOf(one.text) ?? endOnDay(one.text, told) }));
  const latest = ends.reduce(
    (known, { end }) => (end === undefined ? known : laterEmbargo(known, end)),
    told,
  );
  const unread = ends.find(({ text, end }) => end === undefined && !mayEnd(text, latest));
  if (unread !== undefined) return withheld(item, unread);
  const at = ends.find(({ end }) => end === latest)?.at;
  return latest === item.embargo || at === undefined
    ? item
    : { ...item, embargo: latest, sources: { ...item.sources, embargo: at } };
}

/** `NO SALES - EMBARGOED UNTIL 8 September 2026 - MAGS OUT`: the clauses that tell a day or an hour, or lay it. */
function timedIn(text: string): string {
  const clauses = text.split(/;\s*|\s[-–—|/]+\s|\.\s+(?=\p{Lu})/u);
  return clauses.filter((one) => isEmbargoLine(one) || holdsTime(one) || daysTold(one).length > 0).join(' ');
}

/** Words that tell an hour alone mean one of the day that is told elsewhere, and a day without its year one of that year. */
function endOnDay(text: string, told: WireTime): WireTime | undefined {
  if (daysTold(text).length > 0 || !holdsTime(text)) return undefined;
  const year = told.slice(0, 4);
  const dated = text
    .replace(/\b\d{1,2}\.\d{1,2}\.(?!\d)/, (day) => `${day}${year}`)
    .replace(/\b\d{1,2}\.? \p{L}{3,10}(?!\p{L})/u, (day) =>
      daysTold(`${day} ${year}`).length > 0 ? `${day} ${year}` : day,
    );
  return embargoEnd(daysTold(dated).length > 0 ? dated : `${dated} ${told.slice(0, 10)}`);
}

function withheld({ embargo, ...item }: WireItem, { at }: Laying): WireItem {
  const { embargo: place = item.at, ...sources } = item.sources;
  const lost =
    embargo === undefined
      ? []
      : [{ at: place, what: `embargo ${embargo}`, why: 'another one lies on it whose end cannot be read' }];
  return {
    ...item,
    isEmbargoed: true,
    sources: { ...sources, isEmbargoed: at },
    dropped: [...item.dropped, ...lost],
  };
}

/** Words that cannot be read may mean an end that is told elsewhere if the latest day they name has come by then. */
function mayEnd(text: string, end: WireTime): boolean {
  const days = daysTold(text);
  if (days.length > 0) return days.every((day) => isFrom(end, day));
  return !holdsTime(text) && !UNTIL.test(text);
}

const UNTIL =
  /(?<!\p{L})(?:until|till|before|after|bis|jusqu|avant|hasta|até|fino|tot|đến|tới|trước)(?!\p{L})|前|至/iu;

type Laying = { readonly text: string; readonly at: string };

function layingNotes({ edNotes }: WireItem): readonly Laying[] {
  return edNotes.flatMap(({ text, at, role = '' }) =>
    text
      .split('\n')
      .filter((line) => isLiftedLater(line) || (isOfEmbargo(line, role) && !isEmbargoLifted(line)))
      .map((line) => ({ text: line, at })),
  );
}

function isOfEmbargo(line: string, role: string): boolean {
  return isEmbargoLine(line) || /embargo|sperrfrist/i.test(role);
}

function layingHeadline({ headline, at, sources }: WireItem): readonly Laying[] {
  return headline !== undefined && EMBARGOED_HEADLINE.test(headline)
    ? [{ text: headline, at: sources['headline'] ?? at }]
    : [];
}

/** In capitals and with what follows it: an embargo on oil is news. */
const EMBARGOED_HEADLINE =
  /^[^\p{L}\p{N}]*(?:EMBARGO(?:ED)?|SPERRFRIST)\s*(?:[-–—:(/\d]|UNTIL\b|TILL\b|FOR\b|BIS\b|HASTA\b|(?:ĐẾN|TỚI|ATÉ)\s)/u;
