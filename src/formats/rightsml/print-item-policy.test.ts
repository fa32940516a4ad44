import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileAgreements } from '#domain/agreement/compile-agreements.ts';
import { decideUse } from '#domain/agreement/decide-use.ts';
import { rulesAboutItem, type ItemHeld } from '#domain/agreement/rules-about-item.ts';
import { parseDigest } from '#kernel/digest.ts';
import type { JsonObject } from '#kernel/json.ts';
import { agreementsInForce, instant, useQuestion } from '#tests/town/arbitrary-agreement.ts';
import { droppedFrom, leavesOf } from '#tests/town/expand-document.ts';
import { parseAgreement } from '../odrl/parse-agreement.ts';
import { printItemPolicy } from './print-item-policy.ts';

const heldIn = ({
  request,
  ...held
}: { request: { actor: string } } & Omit<ItemHeld, 'actor'>): ItemHeld => ({
  ...held,
  actor: request.actor,
});
const about = ({ item, actor, at }: ItemHeld) => ({ guid: item.uri, version: 1, assignee: actor, at });
const asJson = (document: JsonObject | undefined): unknown => JSON.parse(JSON.stringify(document ?? null));

describe('the rules that go along with an item', () => {
  const judged = fc.tuple(agreementsInForce, useQuestion).map(([agreements, question]) => {
    const compiled = compileAgreements(agreements);
    const rules = rulesAboutItem(compiled, heldIn(question));
    return { question, rules, decision: decideUse(compiled, question) };
  });

  test('hold the clause of every permission and of every prohibition that a decision stands on', () => {
    fc.assert(
      fc.property(judged, ({ question, rules, decision }) => {
        const uids = (code: string) =>
          decision.because.flatMap((one) => (one.code === code && one.clause ? [one.clause.uid] : []));
        const { action } = question.request;
        for (const uid of uids('rule.granted'))
          expect(rules.permissions.map((one) => [one.clause.uid, one.action.action])).toContainEqual([
            uid,
            action,
          ]);
        for (const uid of uids('prohibition'))
          expect(
            rules.prohibitions.flatMap(({ from }) => ('clause' in from ? from.clause.uid : [])),
          ).toContain(uid);
      }),
      { numRuns: 400 },
    );
  });

  test('are often some of each kind, or the properties would prove nothing', () => {
    const sample = fc.sample(judged, { numRuns: 100, seed: 1 }).map(({ rules }) => rules);
    expect(sample.filter(({ permissions }) => permissions.length > 0).length).toBeGreaterThan(10);
    expect(sample.filter(({ prohibitions }) => prohibitions.length > 0).length).toBeGreaterThan(10);
    expect(sample.filter(({ obligations }) => obligations.length > 0).length).toBeGreaterThan(10);
  });

  test('as a policy expand in safe mode, and every value of it is in the RDF', async () => {
    await fc.assert(
      fc.asyncProperty(agreementsInForce, useQuestion, fc.nat(), async (agreements, question, pick) => {
        const held = heldIn(question);
        const policy = asJson(
          printItemPolicy(rulesAboutItem(compileAgreements(agreements), held), about(held)),
        );
        if (policy === null) return;
        const leaves = leavesOf(policy);
        const picked = [0, 7, 31].flatMap((step) => leaves[(pick + step) % leaves.length] ?? []);
        expect(await droppedFrom(policy, picked)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

const CONFORMANCE = new URL('../../../conformance/agreement/', import.meta.url);
const readFrom = (path: string) => JSON.parse(readFileSync(new URL(path, CONFORMANCE), 'utf8'));
const file = readFrom('valid/news-exchange.json');
const parsed = parseAgreement(file.document);
const digest = parseDigest(file.digest);
if (!parsed.ok || !digest) throw new Error('news-exchange.json does not read');
const exchange = { agreement: parsed.value, digest, standing: 'active', suspendedRules: [] } as const;
const [{ did: giver }, { did: taker }] = parsed.value.parties;

const held: ItemHeld = {
  actor: taker,
  at: instant('2027-03-10T08:00:00Z'),
  state: { duties: {}, counts: new Map(parsed.value.permissions.map(({ uid }) => [uid, 3])) },
  item: {
    uri: 'Bản tin số 7',
    provider: giver,
    topics: { codes: ['medtop:04000000'], rooted: true },
    newsType: 'text',
    language: 'vi',
    status: 'usable',
    embargoEndAt: instant('2027-03-11T00:00:00Z'),
    restrictions: { confirmed: true, unread: [], terms: [{ code: 'no-archive', words: 'không lưu trữ' }] },
  },
};

test('a policy names the item as its target, the agreement with its digest, and each clause in three languages', () => {
  const policy = printItemPolicy(rulesAboutItem(compileAgreements([exchange]), held), about(held));
  expect(policy).toMatchObject({
    '@type': 'Set',
    profile: ['https://iptc.org/std/RightsML/odrl-profile/', 'urn:pactwire:odrl:1'],
    'dct:source': [{ '@id': parsed.value.uid, digest }],
  });
  const rules = JSON.stringify(policy);
  expect(rules).toContain('"target":"urn:x-guid:B%E1%BA%A3n%20tin%20s%E1%BB%91%207"');
  expect(rules).not.toContain('AssetCollection');
  expect(rules).not.toContain('itemEmbargoEnd');
  expect(rules).toContain(
    '{"leftOperand":"dateTime","operator":"gteq","rightOperand":{"@value":"2027-03-11T00:00:00Z","@type":"xsd:dateTime"}}',
  );
  expect(rules).toContain('"status":{"@value":"3","@type":"xsd:integer"}');
  for (const language of ['vi', 'zh-Hans', 'en']) expect(rules).toContain(`"@language":"${language}"`);
  expect(policy?.['prohibition']).toContainEqual(
    expect.objectContaining({ action: 'archive', 'dct:description': 'không lưu trữ' }),
  );
});

test('the policy of a known story is the one that was reviewed', () => {
  const known = readFrom('policies/embargoed-story.json');
  const holding: ItemHeld = {
    ...known.held,
    state: { duties: {}, counts: new Map(Object.entries(known.counts)) },
  };
  const { actor: assignee, item, at } = holding;
  const rules = rulesAboutItem(compileAgreements([exchange]), holding);
  const version = item.version ?? 0;
  expect(asJson(printItemPolicy(rules, { guid: item.uri, version, assignee, at }))).toEqual(known.policy);
});

test('what is suspended, over, or about other items is not in the policy', () => {
  const rulesOf = (over: object, item: object = {}) =>
    rulesAboutItem(compileAgreements([{ ...exchange, ...over }]), {
      ...held,
      item: { ...held.item, ...item },
    });
  const all = rulesOf({}).permissions.map(({ clause, assigner: by }) => ({ uid: clause.uid, by }));
  expect(all.length).toBeGreaterThan(0);
  expect(rulesOf({ standing: 'suspended' }).permissions).toEqual([]);
  expect(rulesOf({ standing: 'terminated' }).permissions).toEqual([]);
  expect(rulesOf({ suspendedRules: all }).permissions).toEqual([]);
  expect(rulesOf({}, { newsType: 'audio' }).permissions).toEqual([]);
});

test('without a rule about the item there is no policy', () => {
  const { restrictions: _, ...item } = held.item;
  const rules = rulesAboutItem(compileAgreements([]), { ...held, item });
  expect(printItemPolicy(rules, about(held))).toBeUndefined();
});
