import { severalLines } from '../item-text.ts';
import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import { linesAt, type Finder } from './structure-finder.ts';

/** Terms of use: the words of the house, and a line for each country in which it may not be used, as wires write it (`FRANCE OUT`). */
export function readTerms(item: WireItemBuilder, found: Finder): void {
  const texts = found('usageTerms');
  const out = linesAt(found, 'countriesOut');
  const countries = out.flatMap(({ text }) => text.split(/[,;|]/)).map((one) => one.trim());
  const lines = [
    ...texts.map(({ text }) => severalLines(text)),
    ...countries.filter((one) => one !== '').map(termOf),
  ];
  item.set('usageTerms', [...new Set(lines)].join('\n'), (texts[0] ?? out[0])?.at ?? '');
}

function termOf(country: string): string {
  if (/\bout$/i.test(country)) return country;
  const name = /^[A-Za-z]{2}$/.test(country) ? names.of(country.toUpperCase()) : country;
  return `${(name ?? country).toUpperCase()} OUT`;
}

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });
