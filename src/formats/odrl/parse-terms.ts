import { parseDuration } from '#kernel/duration.ts';
import { parseInstant, type Instant } from '#kernel/instant.ts';
import {
  DELIVERY_CHANNELS,
  ORDER_OPERATORS,
  QUOTA_PERIODS,
  SET_OPERATORS,
  type ConstraintTerm,
  type DutyTerm,
  type RefinementTerm,
  type SelectorTerm,
  type SetOperator,
} from '#domain/agreement/agreement.ts';
import { isTimeZone } from '#domain/agreement/zone-clock.ts';
import { NEWS_TYPES } from '#domain/item/item.ts';
import { printInstant } from './print-terms.ts';
import { parseDid, parseLanguageTag, PREFIX, TERM_MEMBERS } from './profile.ts';
import {
  Misfit,
  readCount,
  readExactly,
  readId,
  readList,
  readLiteral,
  readObject,
  readOneOf,
  readText,
  readWith,
  type Members,
  type Spot,
} from './read-json.ts';

const SELECTOR_OPERANDS = ['provider', 'mediaTopic', 'newsType', 'language', 'newsProduct'] as const;
const REFINEMENT_OPERANDS = ['deliveryChannel', 'language', 'wordCount'] as const;
const CONSTRAINT_OPERANDS = [
  'spatial',
  'recipient',
  'deliveryChannel',
  'dateTime',
  'elapsedTime',
  'countPerPeriod',
] as const;
const DUTY_OPERANDS = ['deliveryChannel', 'spatial'] as const;

export function parseSelectorTerm(spot: Spot): SelectorTerm {
  const { operand, members } = openTerm(spot, SELECTOR_OPERANDS);
  switch (operand) {
    case 'provider':
      return parseProvider(members);
    case 'mediaTopic':
      return { operand, ...readSet(members, readTopic) };
    case 'newsType':
      return {
        operand,
        ...readSet(members, (one) => readOneOf(readId(one, PREFIX.newsType), NEWS_TYPES)),
      };
    case 'language':
      return { operand, ...readSet(members, readLanguage) };
    case 'newsProduct':
      return { operand, ...readSet(members, readText) };
  }
}

export function parseRefinementTerm(spot: Spot): RefinementTerm {
  const { operand, members } = openTerm(spot, REFINEMENT_OPERANDS);
  switch (operand) {
    case 'deliveryChannel':
      return { operand, ...readSet(members, readChannel) };
    case 'language':
      return { operand: 'targetLanguage', ...readSet(members, readLanguage) };
    case 'wordCount':
      readExactly(members.need('operator'), 'lteq');
      return { operand, operator: 'lteq', value: readCount(members.need('rightOperand')) };
  }
}

export function parseConstraintTerm(spot: Spot): ConstraintTerm {
  const { operand, members } = openTerm(spot, CONSTRAINT_OPERANDS);
  switch (operand) {
    case 'spatial':
      return { operand, ...readSet(members, readTerritory) };
    case 'recipient':
      return { operand, ...readSet(members, readAgency) };
    case 'deliveryChannel':
      return { operand, ...readSet(members, readChannel) };
    case 'dateTime':
      return parseDateTime(members);
    case 'elapsedTime':
      return {
        operand,
        operator: readOneOf(members.need('operator'), ORDER_OPERATORS),
        value: readDurationLiteral(members.need('rightOperand')),
      };
    case 'countPerPeriod':
      return parseQuota(members);
  }
}

export function parseDutyTerm(spot: Spot): DutyTerm {
  const { operand, members } = openTerm(spot, DUTY_OPERANDS);
  switch (operand) {
    case 'deliveryChannel':
      return { operand, ...readSet(members, readChannel) };
    case 'spatial':
      return { operand, ...readSet(members, readTerritory) };
  }
}

export function readDurationLiteral(spot: Spot): ReturnType<typeof readDuration> {
  return readDuration(readLiteral(spot, 'xsd:duration'));
}

export function readDuration(spot: Spot): NonNullable<ReturnType<typeof parseDuration>> {
  return readWith(spot, parseDuration, 'an ISO 8601 duration such as PT15M or P30D');
}

/** UTC in the one form that is also printed, so that equal terms have equal bytes. */
export function readInstant(spot: Spot): Instant {
  const parse = (text: string): Instant | undefined => {
    const instant = parseInstant(text);
    return instant !== undefined && printInstant(instant) === text ? instant : undefined;
  };
  return readWith(spot, parse, 'a UTC date-time such as 2027-01-01T00:00:00Z');
}

/** Opens one term; members that belong to another operand are refused as unknown terms. */
function openTerm<const Operand extends string>(
  spot: Spot,
  operands: readonly Operand[],
): { readonly operand: Operand; readonly members: Members } {
  const operand = readOneOf(readObject(spot, TERM_MEMBERS).need('leftOperand'), operands);
  return { operand, members: readObject(spot, membersOf(operand, spot)) };
}

function membersOf(operand: string, spot: Spot): readonly string[] {
  if (operand === 'countPerPeriod')
    return ['leftOperand', 'operator', 'rightOperand', 'period', 'periodZone'];
  if (operand === 'dateTime' && readObject(spot, TERM_MEMBERS).maybe('rightOperandReference'))
    return ['leftOperand', 'operator', 'rightOperandReference'];
  return ['leftOperand', 'operator', 'rightOperand'];
}

/** Providers are listed, never excluded: an open set would grant what nobody can pass on. */
function parseProvider(members: Members): SelectorTerm {
  const { operator, values } = readSet(members, readAgency);
  if (operator !== 'eq' && operator !== 'isAnyOf')
    throw new Misfit(members.need('operator').at, 'wrong-value', 'eq, isAnyOf');
  return { operand: 'provider', operator, values };
}

function parseDateTime(members: Members): ConstraintTerm {
  const reference = members.maybe('rightOperandReference');
  if (reference) {
    readExactly(members.need('operator'), 'gteq');
    readExactly(readId(reference, PREFIX.profile), 'itemEmbargoEnd');
    return { operand: 'dateTime', operator: 'gteq', value: 'itemEmbargoEnd' };
  }
  return {
    operand: 'dateTime',
    operator: readOneOf(members.need('operator'), ORDER_OPERATORS),
    value: readInstant(readLiteral(members.need('rightOperand'), 'xsd:dateTime')),
  };
}

function parseQuota(members: Members): ConstraintTerm {
  readExactly(members.need('operator'), 'lteq');
  return {
    operand: 'countPerPeriod',
    operator: 'lteq',
    value: readCount(members.need('rightOperand')),
    period: readOneOf(members.need('period'), QUOTA_PERIODS),
    zone: readZone(members.need('periodZone')),
  };
}

export function readZone(spot: Spot): string {
  return readWith(spot, (text) => (isTimeZone(text) ? text : undefined), 'an IANA time zone');
}

/** One value for `eq` and `neq`, a list of at least one for the others. */
function readSet<T>(
  members: Members,
  readValue: (spot: Spot) => T,
): { readonly operator: SetOperator; readonly values: readonly T[] } {
  const operator = readOneOf(members.need('operator'), SET_OPERATORS);
  const right = members.need('rightOperand');
  if (operator === 'eq' || operator === 'neq') return { operator, values: [readValue(right)] };
  const values = readList(right).map(readValue);
  if (values.length === 0) throw new Misfit(right.at, 'wrong-value', 'at least one value');
  return { operator, values };
}

function readTopic(spot: Spot): string {
  const code = readId(spot, PREFIX.mediaTopic);
  const parse = (text: string): string | undefined =>
    /^\d{8}$/.test(text) ? `${PREFIX.mediaTopic}${text}` : undefined;
  return readWith(code, parse, 'a media topic code of eight digits');
}

function readTerritory(spot: Spot): string {
  const parse = (text: string): string | undefined => (/^[A-Z]{2}$/.test(text) ? text : undefined);
  return readWith(readId(spot, PREFIX.spatial), parse, 'an ISO 3166-1 alpha-2 code');
}

function readAgency(spot: Spot): string {
  return readWith(readId(spot, ''), parseDid, 'a DID');
}

function readChannel(spot: Spot): (typeof DELIVERY_CHANNELS)[number] {
  return readOneOf(readId(spot, PREFIX.profile), DELIVERY_CHANNELS);
}

function readLanguage(spot: Spot): string {
  return readWith(spot, parseLanguageTag, 'a BCP 47 language tag');
}
