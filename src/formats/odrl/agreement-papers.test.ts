import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listObligations } from '#domain/agreement/list-obligations.ts';
import { agreementText } from '#domain/agreement/say/agreement-text.ts';
import { sayAgreement } from '#domain/agreement/say/say-agreement.ts';
import { INTERFACE_LANGUAGES } from '#kernel/language.ts';
import { parseAgreement } from './parse-agreement.ts';

const VALID = new URL('../../../conformance/agreement/valid/news-exchange.json', import.meta.url);
const parsed = parseAgreement(JSON.parse(readFileSync(VALID, 'utf8')).document);
if (!parsed.ok) throw new Error(parsed.error.at);
const agreement = parsed.value;

test('a list of obligations names each with the number that the sentences bear', () => {
  const lines = listObligations(agreement);
  const { clauses } = sayAgreement(agreement);
  expect(lines.map(({ uid }) => uid)).toEqual(agreement.obligations.map(({ uid }) => uid));
  for (const { uid, clause } of lines) expect(clauses.find((one) => one.uid === uid)?.number).toBe(clause);
  const removal = lines.find(({ action }) => action === 'removeFromService');
  expect(removal?.onKill).toBeDefined();
  const suspended = clauses.find(({ number }) => number === removal?.mayBeSuspended[0]);
  expect(suspended?.kind).toBe('permission');
});

test('the text on paper has every clause once, under its number, in each language', () => {
  const said = sayAgreement(agreement);
  for (const language of INTERFACE_LANGUAGES) {
    const lines = agreementText(said, language, 'sha-256:x').split('\n');
    const numbered = said.clauses.map(({ number, sentence }) => `${number}. ${sentence[language]}`);
    expect(lines.filter((line) => /^\d+\. /.test(line))).toEqual(numbered);
    expect(lines.at(-2)).toContain('sha-256:x');
  }
});
