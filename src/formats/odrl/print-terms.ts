import type { Instant } from '#kernel/instant.ts';
import type { Json, JsonObject } from '#kernel/json.ts';
import type { Term } from '#domain/agreement/agreement.ts';
import { PREFIX } from './profile.ts';

/** One term as `leftOperand`, `operator`, `rightOperand`. */
export function printTerm(term: Term): JsonObject {
  const head = {
    leftOperand: term.operand === 'targetLanguage' ? 'language' : term.operand,
    operator: term.operator,
  };
  if ('values' in term) return { ...head, rightOperand: printSet(term) };
  switch (term.operand) {
    case 'dateTime':
      if (term.value === 'itemEmbargoEnd')
        return { ...head, rightOperandReference: { '@id': `${PREFIX.profile}itemEmbargoEnd` } };
      return { ...head, rightOperand: printLiteral(printInstant(term.value), 'xsd:dateTime') };
    case 'elapsedTime':
      return { ...head, rightOperand: printLiteral(term.value, 'xsd:duration') };
    case 'wordCount':
      return { ...head, rightOperand: printLiteral(String(term.value), 'xsd:integer') };
    case 'countPerPeriod':
      return {
        ...head,
        rightOperand: printLiteral(String(term.value), 'xsd:integer'),
        period: term.period,
        periodZone: term.zone,
      };
  }
}

export function printLiteral(value: string, type: string): JsonObject {
  return { '@value': value, '@type': type };
}

/** Seconds without a fraction unless there is one: `2027-01-01T00:00:00Z`. */
export function printInstant(at: Instant): string {
  return at.endsWith('.000Z') ? `${at.slice(0, -5)}Z` : at;
}

type SetTerm = Extract<Term, { readonly values: readonly unknown[] }>;

function printSet(term: SetTerm): Json {
  const values = term.values.map((value) => printValue(term.operand, value));
  const [only] = values;
  const isSingle = term.operator === 'eq' || term.operator === 'neq';
  return isSingle && only !== undefined ? only : values;
}

function printValue(operand: SetTerm['operand'], value: string): Json {
  switch (operand) {
    case 'language':
    case 'targetLanguage':
    case 'newsProduct':
      return value;
    case 'mediaTopic':
    case 'recipient':
    case 'provider':
      return { '@id': value };
    case 'newsType':
      return { '@id': `${PREFIX.newsType}${value}` };
    case 'spatial':
      return { '@id': `${PREFIX.spatial}${value}` };
    case 'deliveryChannel':
      return { '@id': `${PREFIX.profile}${value}` };
  }
}
