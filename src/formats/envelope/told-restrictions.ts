import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import { DELIVERY_CHANNELS } from '#domain/agreement/agreement.ts';
import { checkRestrictions } from '#domain/agreement/restrictions/check-restrictions.ts';
import { RESTRICTION_CODES, type Restriction } from '#domain/agreement/restrictions/restriction.ts';

const MOST_TERMS = 100;
const MOST_WORDS = 500;

/** Confirmed terms as the data of an entry says them. Words that a partner may not read are left out by the caller. */
export function printRestrictions(terms: readonly Restriction[]): JsonObject[] {
  return terms.map(({ code, words, territories, channels }) => ({
    code,
    ...(words === '' ? {} : { words: words.slice(0, MOST_WORDS) }),
    ...(territories ? { territories: [...territories] } : {}),
    ...(channels ? { channels: [...channels] } : {}),
  }));
}

/** Reads what `printRestrictions` wrote; undefined when one term is not understood, for a part of them would forbid less. */
export function parseRestrictions(value: unknown): readonly Restriction[] | undefined {
  if (!Array.isArray(value) || value.length > MOST_TERMS) return undefined;
  const terms = value.map(readTerm);
  const read = terms.filter((term) => term !== undefined);
  if (read.length < terms.length) return undefined;
  const checked = checkRestrictions(read);
  return checked.ok ? checked.value : undefined;
}

function readTerm(value: unknown): Restriction | undefined {
  if (!isJsonObject(value)) return undefined;
  const code = RESTRICTION_CODES.find((one) => one === value['code']);
  const territories = listIn(value['territories'], (one) => (/^[A-Z]{2}$/.test(one) ? one : undefined));
  const channels = listIn(value['channels'], (one) => DELIVERY_CHANNELS.find((name) => name === one));
  if (!code || territories === 'unread' || channels === 'unread') return undefined;
  const { words } = value;
  return {
    code,
    words: typeof words === 'string' ? words.replaceAll('\0', '').slice(0, MOST_WORDS) : '',
    ...(territories ? { territories } : {}),
    ...(channels ? { channels } : {}),
  };
}

function listIn<T>(
  value: unknown,
  read: (text: string) => T | undefined,
): readonly T[] | undefined | 'unread' {
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || value.length > 300) return 'unread';
  const list = value.map((one) => (typeof one === 'string' ? read(one) : undefined));
  const known = list.filter((one) => one !== undefined);
  return known.length < list.length ? 'unread' : known;
}
