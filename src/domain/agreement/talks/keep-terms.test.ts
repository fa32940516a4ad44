import { describe, expect, test } from 'vitest';
import { parseDigest, type Digest } from '#kernel/digest.ts';
import type { Agreement, AgreementParty, Contact, Permission } from '#domain/agreement/agreement.ts';
import { durationOf } from '#domain/agreement/draft-direction.ts';
import { instant } from '#tests/town/arbitrary-agreement.ts';
import { A, B } from '#tests/town/arbitrary-parties.ts';
import { give, pool, POOL_UID as UID } from '#tests/town/pool-agreement.ts';
import { keepUntouched } from './keep-untouched.ts';

function digestOf(letter: string): Digest {
  const digest = parseDigest(`sha-256:${letter.repeat(43)}`);
  if (!digest) throw new Error(letter);
  return digest;
}

/** General terms in three hands: the document on the table, its own answers, the changed answers. */
const general = (year: number, days: string, letter: string) => ({
  title: { en: `Pool ${letter}` },
  governingLanguage: letter,
  effectiveFrom: instant(`${year}-01-01T00:00:00Z`),
  effectiveUntil: instant(`${year}-12-31T00:00:00Z`),
  noticePeriod: durationOf(days),
  tailPeriod: durationOf(days),
  freshness: durationOf(days),
  textForHumans: `https://a.example/${letter}`,
  textDigest: digestOf(letter),
});
const FROM = { ...general(2027, 'P7D', 'f'), tailPolicy: 'removeAll', indexPolicy: 'noindex' } as const;
const ASKED = { ...general(2028, 'P8D', 'a'), tailPolicy: 'keepPublished', indexPolicy: 'own' } as const;
const CHANGED = {
  ...general(2029, 'P9D', 'c'),
  tailPolicy: 'removeAll',
  indexPolicy: 'canonicalToOriginal',
} as const;

const from: Agreement = { ...pool, ...FROM };
const asAsked: Agreement = { ...pool, ...ASKED };

describe('of the general terms', () => {
  test('all stay as the document has them when no answer changed', () => {
    expect(keepUntouched({ from, asAsked, changed: asAsked })).toMatchObject(FROM);
  });

  const names = [
    'title',
    'governingLanguage',
    'effectiveFrom',
    'effectiveUntil',
    'noticePeriod',
    'tailPeriod',
    'freshness',
    'tailPolicy',
    'indexPolicy',
  ] as const;

  test.each(names)('only %s changes when its answer did', (name) => {
    const changed = { ...asAsked, [name]: CHANGED[name] };
    expect(keepUntouched({ from, asAsked, changed })).toMatchObject({ ...FROM, [name]: CHANGED[name] });
  });

  test.each(['textForHumans', 'textDigest'] as const)(
    'the text on paper changes whole, also when only its %s did',
    (name) => {
      const changed = { ...asAsked, [name]: CHANGED[name] };
      const { textForHumans, textDigest } = changed;
      expect(keepUntouched({ from, asAsked, changed })).toMatchObject({ ...FROM, textForHumans, textDigest });
    },
  );

  test('what neither the document nor the answers say is not said', () => {
    const kept = keepUntouched({ from: pool, asAsked: pool, changed: pool });
    for (const name of ['effectiveUntil', 'indexPolicy', 'textForHumans', 'textDigest'])
      expect(kept).not.toHaveProperty(name);
    const without = keepUntouched({ from: pool, asAsked, changed: asAsked });
    for (const name of ['effectiveUntil', 'indexPolicy', 'textForHumans', 'textDigest'])
      expect(without).not.toHaveProperty(name);
  });
});

describe('of the parties', () => {
  const contact = (name: string): readonly Contact[] => [
    { purpose: 'legal', name: { en: name }, email: `${name}@a.example` },
  ];
  const [first, second] = pool.parties;
  const reached = (one: Partial<AgreementParty>, other: Partial<AgreementParty> = {}): Agreement => ({
    ...pool,
    parties: [
      { ...first, ...one },
      { ...second, ...other },
    ],
  });
  const parties = (texts: Parameters<typeof keepUntouched>[0]) => keepUntouched(texts).parties;

  test('whom to reach stays unless its answer changed, for each party by itself', () => {
    const there = reached({ contacts: contact('there') }, { contacts: contact('second') });
    const asked = reached({ contacts: contact('asked') });
    expect(parties({ from: there, asAsked: asked, changed: asked }).map(({ contacts }) => contacts)).toEqual([
      contact('there'),
      contact('second'),
    ]);
    const changed = reached({ contacts: contact('changed') });
    expect(parties({ from: there, asAsked: asked, changed }).map(({ contacts }) => contacts)).toEqual([
      contact('changed'),
      contact('second'),
    ]);
    const bare = parties({ from: there, asAsked: asked, changed: reached({}) });
    expect(bare[0]).not.toHaveProperty('contacts');
  });

  test('the key for recovery stays with the party whose it is, and names are those of today', () => {
    const there = reached({}, { recoveryKeyHash: 'sha-256:b' });
    const today = reached({ name: { en: 'A of today' } });
    const kept = parties({ from: there, asAsked: pool, changed: today });
    expect(kept[0]).toStrictEqual({ ...first, name: { en: 'A of today' } });
    expect(kept[1]).toStrictEqual({ ...second, recoveryKeyHash: 'sha-256:b' });
  });
});

describe('of the rules', () => {
  const rule = (name: string): Permission => give(name, A, [B]);
  const text = (...permissions: readonly Permission[]): Agreement => ({ ...pool, permissions });
  const uids = (texts: Parameters<typeof keepUntouched>[0]) =>
    keepUntouched(texts).permissions.map(({ uid }) => uid.slice(UID.length));

  test('a new one goes behind the one that it follows in the answers, the first before all others', () => {
    const there = text(rule('a'), rule('b'));
    const asked = text(rule('a'), rule('b'));
    expect(uids({ from: there, asAsked: asked, changed: text(rule('a'), rule('n'), rule('b')) })).toEqual([
      '#a',
      '#n',
      '#b',
    ]);
    expect(uids({ from: there, asAsked: asked, changed: text(rule('n'), rule('a'), rule('b')) })).toEqual([
      '#n',
      '#a',
      '#b',
    ]);
    expect(
      uids({ from: there, asAsked: asked, changed: text(rule('a'), rule('b'), rule('n'), rule('m')) }),
    ).toEqual(['#a', '#b', '#n', '#m']);
  });

  test('one that the document has otherwise stays, one that it lacks stays out', () => {
    const own = {
      ...rule('a'),
      constraints: [{ operand: 'spatial', operator: 'eq', values: ['JP'] }],
    } as const;
    const asked = text(rule('a'), rule('b'));
    expect(uids({ from: text(own), asAsked: asked, changed: text(rule('b')) })).toEqual(['#a']);
    expect(uids({ from: text(rule('a')), asAsked: asked, changed: text(rule('b')) })).toEqual([]);
  });

  test('the stories of a new rule are those of its answers, and chosen stories of the document stay', () => {
    const pictures = {
      uid: `${UID}#a-items`,
      terms: [{ operand: 'newsType', operator: 'eq', values: ['picture'] }],
    } as const;
    const videos = {
      ...pictures,
      terms: [{ operand: 'newsType', operator: 'eq', values: ['video'] }],
    } as const;
    const targets = (there: Agreement, asked: Agreement, changed: Agreement) =>
      keepUntouched({ from: there, asAsked: asked, changed }).permissions.map(({ target }) => target);
    const chosen = text({ ...rule('a'), target: pictures });
    expect(targets(chosen, text(rule('a')), text({ ...rule('a'), target: videos }))).toEqual([pictures]);
    expect(targets(chosen, chosen, text({ ...rule('a'), target: videos }))).toEqual([videos]);
    expect(targets(text(rule('a')), text(rule('a')), text(rule('a'), rule('n')))[1]).toEqual(
      rule('n').target,
    );
    // A rule that answers take out of its stories keeps them when it stays itself.
    const own = { ...rule('a'), duties: [{ uid: `${UID}#d`, action: 'linkBack', constraints: [] }] } as const;
    expect(targets(text(own), text(rule('a')), text())).toEqual([own.target]);
  });
});
