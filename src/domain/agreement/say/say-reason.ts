import { parseInstant } from '#kernel/instant.ts';
import type { Trilingual } from '#kernel/language.ts';
import {
  ACTIONS,
  DELIVERY_CHANNELS,
  type Action,
  type AgreementParty,
  type DeliveryChannel,
} from '#domain/agreement/agreement.ts';
import type { Reason, ReasonCode } from '#domain/agreement/decision.ts';
import { ITEMS, sayDuration, sayInstant, sayThings, WORDS, type Countable } from './figures.ts';
import { capitalised, fillSentence, listAnd, listOr, NOTHING, sameInAll } from './fill-sentence.ts';
import {
  ACTION_NAMES,
  CHANNEL_NAMES,
  languageName,
  NEWS_TYPE_NAMES,
  partyName,
  territoryName,
  topicName,
} from './names.ts';
import {
  CLAUSE_IN_BRACKETS,
  EXCLUDED,
  PROHIBITED_UNTIL,
  REASON_SENTENCES,
  TIME_IS_OVER,
} from './reason-sentences.ts';

/** A reason in words. `clause`: its number in the agreement. */
export type SaidReason = { readonly code: string; readonly sentence: Trilingual; readonly clause?: string };

/** For whom a reason is said: the zone of the clock on the reader's wall, and parties known by name. */
export type Reader = { readonly zone: string; readonly parties: readonly AgreementParty[] };

const ANYONE: Reader = { zone: 'UTC', parties: [] };

/** A reason as a sentence in three languages, with its clause in brackets: "… (điều 3)", "…（第3条）", "… (clause 3)". */
export function sayReason(reason: Reason, reader: Reader = ANYONE): Trilingual {
  const { clause, found, wanted, at } = reason;
  const name = nameOf(reason.code, reader);
  const said = fillSentence<Trilingual>(sentenceFor(reason), {
    found: found ? listOf(reason.code)(found.map(name)) : NOTHING,
    wanted: wanted ? listOr(wanted.map(name)) : NOTHING,
    at: at === undefined ? NOTHING : sayInstant(at, reader.zone),
    clause: clause ? fillSentence(CLAUSE_IN_BRACKETS, { number: sameInAll(String(clause.number)) }) : NOTHING,
  });
  return capitalised(said);
}

/** Words that came with an item count all together; of other facts there are as many as may be the case. */
function listOf(code: ReasonCode): typeof listOr {
  return code.startsWith('item.restrict') ? listAnd : listOr;
}

function sentenceFor({ code, operator, at }: Reason): Trilingual {
  if (code === 'constraint.dateTime' && at === undefined) return TIME_IS_OVER;
  if (code === 'prohibition' && at !== undefined) return PROHIBITED_UNTIL;
  const isExcluded = (operator === 'neq' || operator === 'isNoneOf') && !code.endsWith('.unknown');
  return isExcluded ? EXCLUDED : REASON_SENTENCES[code];
}

/** How the facts of a reason are named: by what its code speaks of. */
function nameOf(code: ReasonCode, { zone, parties }: Reader): (value: string) => Trilingual {
  const subject = code.replace(/\.unknown$/, '').split('.')[1] ?? code;
  return NAMING.get(subject)?.({ zone, parties }) ?? sameInAll;
}

const NAMING: ReadonlyMap<string, (reader: Reader) => (value: string) => Trilingual> = new Map([
  ['mediaTopic', () => topicName],
  ['newsType', () => newsTypeName],
  ['language', () => languageName],
  ['deliveryChannel', () => channelName],
  ['spatial', () => territoryName],
  ['provider', nameParty],
  ['recipient', nameParty],
  ['suspended', nameParty],
  [
    'dateTime',
    ({ zone }: Reader) =>
      (value: string) =>
        instantName(value, zone),
  ],
  ['elapsedTime', () => sayDuration],
  ['stale', () => sayDuration],
  ['wordCount', () => countOf(WORDS)],
  ['countPerPeriod', () => countOf(ITEMS)],
  ['prohibition', () => actionName],
  ['wider', () => actionName],
]);

function newsTypeName(value: string): Trilingual {
  const known = new Map<string, Trilingual>(Object.entries(NEWS_TYPE_NAMES));
  return known.get(value) ?? sameInAll(value);
}

function channelName(value: string): Trilingual {
  const channel = DELIVERY_CHANNELS.find((one): one is DeliveryChannel => one === value);
  return channel ? CHANNEL_NAMES[channel] : sameInAll(value);
}

function actionName(value: string): Trilingual {
  const action = ACTIONS.find((one): one is Action => one === value);
  return action ? ACTION_NAMES[action] : sameInAll(value);
}

function instantName(value: string, zone: string): Trilingual {
  const at = parseInstant(value);
  return at ? sayInstant(at, zone) : sameInAll(value);
}

function nameParty({ parties }: Reader): (did: string) => Trilingual {
  return (did) => partyName(parties, did);
}

function countOf(things: Countable): (value: string) => Trilingual {
  return (value) => sayThings(Number(value), things);
}
