import { millisecondsOf, type Instant } from '#kernel/instant.ts';
import { html } from '#formats/html/html.ts';
import type { SafeHtml } from '#formats/html/safe-html.ts';
import { wordLanguage } from './words/words-for.ts';

/** A moment as readers say it, in the newsroom's zone and with the zone named: `4 October 2023 at 16:01 (GMT+7)`. */
export function readableTime(at: Instant, language: string, timeZone: string): string {
  const { moment, zone } = formattersFor(wordLanguage(language), timeZone);
  const milliseconds = millisecondsOf(at);
  const zoneName = zone.formatToParts(milliseconds).find(({ type }) => type === 'timeZoneName')?.value;
  // CLDR begins a Vietnamese moment with the word for "at", which stands in our sentences already.
  const said = moment.format(milliseconds).replace(/^lúc /, '');
  // Where CLDR puts the zone, it stands between time and date in Vietnamese and Chinese.
  return wordLanguage(language) === 'zh-Hans' ? `${said}（${zoneName}）` : `${said} (${zoneName})`;
}

/** The same as an element that machines read in UTC. */
export function timeElement(at: Instant, language: string, timeZone: string): SafeHtml {
  return html`<time datetime="${at}">${readableTime(at, language, timeZone)}</time>`;
}

type Formatters = { readonly moment: Intl.DateTimeFormat; readonly zone: Intl.DateTimeFormat };

const formatters = new Map<string, Formatters>();

// Making a formatter costs more than the rest of a page.
function formattersFor(language: string, timeZone: string): Formatters {
  const key = `${language} ${timeZone}`;
  const known = formatters.get(key);
  if (known) return known;
  const locale = language === 'en' ? 'en-GB' : language;
  const moment = new Intl.DateTimeFormat(locale, {
    timeZone,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const made = { moment, zone: new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' }) };
  formatters.set(key, made);
  return made;
}

const numbers = new Map<string, Intl.NumberFormat>();

export function readableNumber(value: number, language: string): string {
  const words = wordLanguage(language);
  const known = numbers.get(words);
  if (known) return known.format(value);
  const made = new Intl.NumberFormat(words);
  numbers.set(words, made);
  return made.format(value);
}
