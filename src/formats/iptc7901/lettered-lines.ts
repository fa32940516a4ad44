import type { WireLine } from '../wire/story-blocks.ts';
import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import { tellEmbargo } from '../wire/wire-signs.ts';
import { wireTime } from '../wire/wire-time.ts';

/** `TI#UGL continues …`: two letters say what the line is; `TX#` opens the story, which goes on to the end. */
const LETTERED = /^([A-Z]{2})#(.*)$/;

/** Does the telex write its header as company news from Sydney does, each line under two letters? */
export function isLettered(lines: readonly WireLine[]): boolean {
  const filled = lines.filter(({ text }) => text.trim() !== '').slice(0, 3);
  return filled.length > 1 && filled.every(({ text }) => LETTERED.test(text));
}

/** Reads such a header into an item, and gives the lines of the story. */
export function readLettered(builder: WireItemBuilder, lines: readonly WireLine[]): readonly WireLine[] {
  const start = lines.findIndex(({ text }) => text.startsWith('TX#'));
  const header = start === -1 ? lines : lines.slice(0, start);
  for (const line of header) tellLettered(builder, line);
  const opening = lines[start];
  if (opening === undefined) return [];
  const story = [{ ...opening, text: opening.text.slice('TX#'.length) }, ...lines.slice(start + 1)];
  // Each line is a paragraph.
  return story.flatMap((line) => [line, { text: '', at: line.at }]);
}

function tellLettered(builder: WireItemBuilder, { text, at }: WireLine): void {
  const [, letters = '', written = text] = LETTERED.exec(text) ?? [];
  const value = written.trim();
  if (value === '') return;
  const tell = TELLERS.get(letters);
  if (tell !== undefined) tell(builder, value, at);
  else if (!tellEmbargo(builder, value, at))
    builder.dropped.add(at, text.trim(), 'what these letters mean is not known');
}

type Teller = (builder: WireItemBuilder, value: string, at: string) => void;

const TELLERS: ReadonlyMap<string, Teller> = new Map<string, Teller>([
  ['AN', (builder, value, at) => builder.set('uri', value, at)],
  ['KN', (builder, value, at) => builder.set('provider', { code: value, name: value }, at)],
  ['PD', tellTime],
  ['CO', (builder, value, at) => builder.add('subjects', { scheme: 'ticker', code: value }, at)],
  ['SO', (builder, value, at) => builder.add('infoSources', { code: value }, at)],
  ['BY', (builder, value, at) => builder.set('byline', value, at)],
  ['KY', (builder, value, at) => builder.set('slugline', value, at)],
  ['TI', (builder, value, at) => builder.set('headline', value, at)],
  ['AB', (builder, value, at) => builder.set('summary', value, at)],
]);

function tellTime(builder: WireItemBuilder, value: string, at: string): void {
  const time = wireTime(value);
  if (time === undefined) builder.dropped.add(at, value, 'it is no time');
  builder.date('versionCreated', time, at);
}
