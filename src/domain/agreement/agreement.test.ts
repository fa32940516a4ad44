import { expect, test } from 'vitest';
import { A, B, C } from '#tests/town/arbitrary-parties.ts';
import { digest, give, pool, POOL_UID as UID } from '#tests/town/pool-agreement.ts';
import { isParty, othersIn, type Agreement, type Contact } from './agreement.ts';
import { listObligations } from './list-obligations.ts';
import { listProducts } from './list-products.ts';
import { generalTermsOf, numberClauses } from './number-clauses.ts';

const [first, second, third] = pool.parties;
if (!third) throw new Error('the pool is of three');

test('the others of a party come in the order of their names, whatever the order of the document', () => {
  const turned: Agreement = { ...pool, parties: [third, second, first] };
  expect(othersIn(turned, B)).toEqual([A, C]);
  expect(othersIn(turned, A)).toEqual([B, C]);
  expect([B, 'did:web:d.example'].map((did) => isParty(turned, did))).toEqual([true, false]);
});

test('a product gathers all that is granted on one selector to one receiver, each action once', () => {
  const publish = give('a', A, [B, C]);
  const more = { ...publish, uid: `${UID}#more`, assignees: [B] as const };
  const actions = [
    { action: 'publish', refinements: [] },
    { action: 'archive', refinements: [] },
  ] as const;
  const products = listProducts({ ...pool, permissions: [publish, { ...more, actions }] });
  expect(products.map(({ provider, receiver, actions: all }) => [provider, receiver, all])).toEqual([
    [A, B, ['publish', 'archive']],
    [A, C, ['publish']],
  ]);
  expect(products[0]).toMatchObject({
    id: `${UID}#a-items ${A} ${B}`,
    agreement: UID,
    selector: publish.target,
  });
});

test('clauses are numbered through: permissions with their duties, prohibitions, obligations, promises, general terms', () => {
  const granted = give('a', A, [B]);
  const { constraints: _constraints, duties: _duties, ...rule } = granted;
  const all: Agreement = {
    ...pool,
    permissions: [{ ...granted, duties: [{ uid: `${UID}#credit`, action: 'attribute', constraints: [] }] }],
    prohibitions: [{ ...rule, uid: `${UID}#no`, constraints: [] }],
    commitments: [
      { uid: `${UID}#visit`, assigner: A, assignees: [B], kind: 'visit', count: 2, title: { en: 'Visits' } },
    ],
  };
  const numbered = [...numberClauses(all).values()].map(
    ({ kind, uid, number }) => `${number} ${kind} ${uid.slice(UID.length)}`,
  );
  expect(numbered).toEqual([
    '1 permission #a',
    '1 duty #credit',
    '2 prohibition #no',
    '3 obligation #report',
    '4 commitment #visit',
    '5 term #term.period',
    '6 term #term.suspension',
    '7 term #term.tail',
    '8 term #term.freshness',
    '9 term #term.indexing',
    '10 term #term.conflict',
  ]);
});

test('a text on paper and people to reach are general terms of their own where there are any', () => {
  const general: Contact = { purpose: 'general', address: 'mailto:a@a.example' };
  const legal: Contact = { purpose: 'legal', name: { en: 'Counsel' }, email: 'law@a.example' };
  const reached = (...contacts: readonly Contact[]): Agreement => ({
    ...pool,
    parties: [{ ...first, contacts }, second],
  });
  const terms = (one: Agreement) =>
    generalTermsOf(one).filter((term) => term === 'text' || term === 'contacts');
  expect(terms(pool)).toEqual([]);
  expect(terms({ ...pool, textForHumans: 'https://a.example/pool.pdf' })).toEqual(['text']);
  expect(terms({ ...pool, textDigest: digest })).toEqual(['text']);
  expect(terms(reached(general))).toEqual([]);
  expect(terms(reached(general, legal))).toEqual(['contacts']);
});

test('an obligation in a list says who owes it to whom, and of taking down whether it goes by itself', () => {
  const [report] = pool.obligations;
  if (!report) throw new Error('the pool obliges');
  const remove = {
    ...report,
    uid: `${UID}#remove`,
    action: 'removeFromService',
    event: 'killReceived',
  } as const;
  const suspend = [{ action: 'suspendRule', target: `${UID}#b` }] as const;
  const listed = listObligations({
    ...pool,
    obligations: [
      report,
      { ...remove, consequences: suspend },
      { ...remove, uid: `${UID}#now`, onKill: 'automatic' },
    ],
  });
  expect(listed).toMatchObject([
    { clause: 4, uid: `${UID}#report`, owedBy: [B], owedTo: A, mayBeSuspended: [] },
    { clause: 5, onKill: 'desk', mayBeSuspended: [2] },
    { clause: 6, onKill: 'automatic' },
  ]);
  expect(listed[0]).not.toHaveProperty('onKill');
});
