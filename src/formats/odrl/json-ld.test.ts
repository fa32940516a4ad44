import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACTIONS, DUTY_ACTIONS, ORDER_OPERATORS, SET_OPERATORS } from '#domain/agreement/agreement.ts';
import { arbitraryAgreement } from '#tests/town/arbitrary-agreement.ts';
import { droppedFrom, leavesOf, quadsOf } from '#tests/town/expand-document.ts';
import { CONTEXTS } from './contexts.ts';
import { printAgreement } from './print-agreement.ts';

const VALID = new URL('../../../conformance/agreement/valid/', import.meta.url);

describe('an exported agreement as JSON-LD, in safe mode and with nothing but the shipped contexts', () => {
  test.each(readdirSync(VALID))('%s expands, and every value of it is in the RDF', async (file) => {
    const { document } = JSON.parse(readFileSync(new URL(file, VALID), 'utf8'));
    const leaves = leavesOf(document);
    expect(leaves.length).toBeGreaterThan(40);
    expect(await droppedFrom(document, leaves)).toEqual([]);
  });

  test('of any terms expands, and a change of any value changes the RDF', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryAgreement,
        fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
        async (one, picks) => {
          const document: unknown = JSON.parse(JSON.stringify(printAgreement(one)));
          const leaves = leavesOf(document);
          const picked = picks.flatMap((pick) => leaves[pick % leaves.length] ?? []);
          expect(await droppedFrom(document, picked)).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });
});

/** What a bare name at that member becomes. */
async function termOf(member: string, name: string): Promise<string | undefined> {
  const document = { '@context': CONTEXTS.map(({ url }) => url), uid: 'urn:x:1', [member]: name };
  const [quad = ''] = await quadsOf(document);
  return /> <([^>]+)> \.$/.exec(quad)?.[1];
}

const ODRL_OPERANDS = [
  'language',
  'spatial',
  'recipient',
  'deliveryChannel',
  'dateTime',
  'elapsedTime',
  'event',
];
const OUR_OPERANDS = ['provider', 'mediaTopic', 'newsType', 'newsProduct', 'wordCount', 'countPerPeriod'];

test('every operator, operand and action is the term of its vocabulary that bears its name', async () => {
  for (const operator of [...SET_OPERATORS, ...ORDER_OPERATORS])
    expect(await termOf('operator', operator)).toBe(`http://www.w3.org/ns/odrl/2/${operator}`);
  for (const operand of ODRL_OPERANDS)
    expect(await termOf('leftOperand', operand)).toBe(`http://www.w3.org/ns/odrl/2/${operand}`);
  for (const operand of OUR_OPERANDS)
    expect(await termOf('leftOperand', operand)).toBe(`urn:pactwire:odrl:1#${operand}`);
  const vocabularies = ['http://www.w3.org/ns/odrl/2/', 'urn:pactwire:odrl:1#'];
  for (const action of [...ACTIONS, ...DUTY_ACTIONS, 'reportUse', 'applyCorrection'])
    expect(vocabularies.map((start) => start + action)).toContain(await termOf('action', action));
});

test('canary: with one term taken out of our context, a document that uses it is refused', async () => {
  const { document } = JSON.parse(readFileSync(new URL('news-exchange.json', VALID), 'utf8'));
  const without = (term: string) =>
    CONTEXTS.map(({ url, document: context }) => {
      const terms = Object.entries(Object(context['@context'])).filter(([name]) => name !== term);
      return { url, document: { '@context': Object.fromEntries(terms) } };
    });
  await expect(quadsOf(document, without('title'))).rejects.toThrow(/[Ss]afe mode/);
  await expect(quadsOf(document, without('publish'))).rejects.toThrow(/[Ss]afe mode/);
  await expect(quadsOf({ '@context': 'https://elsewhere.example/context.jsonld' })).rejects.toThrow();
});
