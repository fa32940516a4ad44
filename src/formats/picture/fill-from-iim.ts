import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireInstruction } from '../wire/wire-item.ts';
import { fromBeginning, wireTime } from '../wire/wire-time.ts';
import { iimMoment } from './field-maps.ts';
import { FIELD_PAIRS } from './picture-fields.ts';
import type { IimText } from './read-iim.ts';

const PAIRED: ReadonlySet<string> = new Set([
  ...FIELD_PAIRS.map(([, , number]) => `2:${number}`),
  '2:60',
  '2:63',
  '2:35',
  '2:38',
  '1:80',
]);

/** IIM 2:42, Action Advised. */
const ADVISED: ReadonlyMap<string, WireInstruction> = new Map([
  ['01', 'kill'],
  ['02', 'update'],
  ['03', 'update'],
  ['04', 'advise'],
]);

/** What only IIM says: when it may be used, what to do with it, who sent it. The rest is listed as dropped. */
export function fillFromIim(item: WireItemBuilder, texts: readonly IimText[]): void {
  const find = (number: string) => texts.find((one) => one.number === number);
  for (const one of texts) {
    if (PAIRED.has(one.number) || one.text === '') continue;
    const isTaken = fillOne(item, one, (number) => find(number)?.text);
    if (!isTaken) item.dropped.add(one.at, `IIM ${one.number} ${one.text}`, 'an item has no place for it');
  }
}

function fillOne(
  item: WireItemBuilder,
  { number, text, at }: IimText,
  beside: (number: string) => string | undefined,
): boolean {
  switch (number) {
    case '1:70':
      item.date('published', wireTime(iimMoment(text, beside('1:80'))), at);
      return wireTime(iimMoment(text, undefined)) !== undefined;
    case '1:30':
      item.set('provider', { scheme: 'iim:1:30', code: text }, at);
      return true;
    case '1:100':
      item.set('uri', text, at);
      return true;
    case '2:7':
      item.add('signals', { scheme: 'iim:2:07', code: text }, at);
      if (/\bkill/i.test(text)) item.set('instruction', 'kill', at);
      return true;
    case '2:30':
      return fillRelease(item, { text, at }, beside('2:35'));
    case '2:37':
      item.date('expires', wireTime(iimMoment(text, beside('2:38'))), at);
      return wireTime(iimMoment(text, undefined)) !== undefined;
    case '2:42':
      item.add('signals', { scheme: 'iim:2:42', code: text }, at);
      item.set('instruction', ADVISED.get(text), at);
      return true;
    case '2:22':
      item.add('signals', { scheme: 'iim:2:22', code: text }, at);
      return true;
    case '2:27':
      item.add('places', { name: text, role: 'subject' }, at);
      return true;
    case '2:118':
      item.add('private', { kind: 'contact', text, at }, at);
      return true;
    default:
      return false;
  }
}

/** IIM 2:30: "the earliest date the provider intends the object to be used", which is from the beginning of that day. */
function fillRelease(
  item: WireItemBuilder,
  { text, at }: Pick<IimText, 'text' | 'at'>,
  time: string | undefined,
): boolean {
  // Zeros stand for a part that is not known, and a day of zeros for none (IIM 2:30).
  if (/^0*$/.test(text)) return false;
  item.embargo(fromBeginning(iimMoment(text, time)), at);
  return true;
}
