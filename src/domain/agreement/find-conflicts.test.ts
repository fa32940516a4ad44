import { describe, expect, test } from 'vitest';
import { parseInstant } from '#kernel/instant.ts';
import { INTERFACE_LANGUAGES } from '#kernel/language.ts';
import type { Agreement, AgreementParty, Permission, SelectorTerm } from './agreement.ts';
import { durationOf } from './draft-direction.ts';
import { draftFromTemplate } from './draft-from-template.ts';
import { findConflicts } from './find-conflicts.ts';
import { sayConflict } from './say/say-conflict.ts';
import type { DirectionAnswers, TemplateAnswers } from './template-answers.ts';

const US = 'did:web:us.example';
const from = instant('2027-01-01T00:00:00Z');
const open: DirectionAnswers = {
  topics: [],
  newsTypes: ['text'],
  languages: [],
  channels: ['web'],
  territories: ['CN'],
  translateInto: [],
  linkBack: false,
  reportUseHours: 24,
  correctionHours: 6,
  killHours: 1,
  onKill: 'desk',
};

describe('two agreements of one agency', () => {
  test('that share nothing have no conflict', () => {
    expect(codes(withPartner('b', open), withPartner('c', open))).toEqual([]);
  });

  test('cannot both promise the same stories alone in one place', () => {
    const alone = { ...open, exclusiveHours: 12 };
    const found = codes(withPartner('b', alone), withPartner('c', alone));
    expect(found).toEqual(['exclusive-twice', 'exclusive-elsewhere', 'exclusive-elsewhere']);
  });

  test('may both promise the same stories to one partner alone', () => {
    const alone = { ...open, exclusiveHours: 12 };
    expect(codes(withPartner('b', alone), withPartner('b', alone, {}, 2))).toEqual([]);
  });

  test.each<[string, Partial<DirectionAnswers>, readonly string[]]>([
    ['in the same place', {}, ['exclusive-elsewhere']],
    ['anywhere', { territories: [] }, ['exclusive-elsewhere']],
    ['in another place', { territories: ['VN'] }, []],
    ['of another type', { newsTypes: ['picture'] }, []],
  ])('meet when one promises stories alone and the other gives them %s', (_where, change, found) => {
    const alone = withPartner('c', { ...open, exclusiveHours: 12 });
    expect(codes(withPartner('b', { ...open, ...change }), alone)).toEqual(found);
    expect(codes(alone, withPartner('b', { ...open, ...change }))).toEqual(found);
  });

  test('do not meet when one ends as the other begins', () => {
    const until = instant('2028-01-01T00:00:00Z');
    const alone = { ...open, exclusiveHours: 12 };
    const first = withPartner('b', alone, { effectiveUntil: until });
    expect(codes(first, withPartner('c', alone, { effectiveFrom: until }))).toEqual([]);
    expect(codes(first, withPartner('c', alone))).not.toEqual([]);
  });

  test('with the same partner never both allow and forbid', () => {
    const forbidding = withPartner('b', open);
    const allowing = changed(withPartner('b', open, {}, 2), (one) => ({
      ...one,
      actions: [{ action: 'mineData', refinements: [] }],
    }));
    expect(codes(allowing, forbidding)).toEqual(['forbidden-elsewhere']);
  });
});

describe('what one agreement allows and the other forbids', () => {
  const forbidding = withPartner('b', open);
  const mining: Permission['actions'] = [{ action: 'mineData', refinements: [] }];
  const allowing = changed(withPartner('b', open, {}, 2), (one) => ({ ...one, actions: mining }));

  test('is nothing to tell of when another side forbids it, or to another side', () => {
    expect(codes(allowing, withPartner('c', open))).toEqual([]);
    const theirs = changed(receivedFrom('b', open), (one) => ({ ...one, actions: mining }));
    expect(codes(theirs, forbidding)).toEqual([]);
  });

  test('is told of when one of several takers may what it may not', () => {
    const toBoth = changed(allowing, (one) => ({
      ...one,
      assignees: ['did:web:c.example', 'did:web:b.example'],
    }));
    expect(codes(toBoth, forbidding)).toEqual(['forbidden-elsewhere']);
    const ofBoth = {
      ...forbidding,
      prohibitions: forbidding.prohibitions.map((one) => ({
        ...one,
        assignees: ['did:web:d.example', 'did:web:b.example'] as const,
      })),
    };
    expect(codes(allowing, ofBoth)).toEqual(['forbidden-elsewhere']);
  });

  test('is told of once for each clause, however many of ours go too far on the same stories', () => {
    const twice = { ...allowing, permissions: [...allowing.permissions, ...allowing.permissions] };
    expect(codes(twice, forbidding)).toEqual(['forbidden-elsewhere']);
  });

  test('is never told of two versions of one agreement', () => {
    expect(codes({ ...allowing, uid: forbidding.uid }, forbidding)).toEqual([]);
  });
});

describe('a promise to one partner alone', () => {
  const alone = withPartner('c', { ...open, exclusiveHours: 12 });

  test('is broken when one of several takers is another', () => {
    const some = changed(withPartner('b', open), (one) => ({
      ...one,
      assignees: ['did:web:c.example', 'did:web:b.example'],
    }));
    expect(codes(some, alone)).toEqual(['exclusive-elsewhere']);
    const only = changed(some, (one) => ({ ...one, assignees: ['did:web:c.example'] }));
    expect(codes(only, alone)).toEqual([]);
  });

  test('is not broken by what others give us', () => {
    expect(codes(receivedFrom('b', open), alone)).toEqual([]);
  });
});

describe('stories of a third agency', () => {
  const theirs: readonly SelectorTerm[] = [
    { operand: 'provider', operator: 'eq', values: ['did:web:b.example'] },
  ];
  const passing = (answers: DirectionAnswers, basics: Partial<TemplateAnswers> = {}): Agreement =>
    changed(withPartner('c', answers, basics), (one) => ({
      ...one,
      target: { ...one.target, terms: theirs },
      constraints: one.constraints.filter(({ operand }) => operand !== 'dateTime'),
    }));

  test('are not passed on where their giver forbids it', () => {
    expect(codes(passing(open), receivedFrom('b', open))).toContain('passing-on-forbidden');
    expect(codes(passing(open), receivedFrom('d', open))).toEqual([]);
  });

  test('are passed on neither in greater number, nor longer, nor sooner than their giver lets us', () => {
    const until = instant('2028-01-01T00:00:00Z');
    const giver = receivedFrom('b', { ...open, quota: 50 }, { effectiveUntil: until });
    const letting = changed({ ...giver, prohibitions: [] }, (one) => ({
      ...one,
      actions: [...one.actions, { action: 'grantUse', refinements: [] }],
    }));
    expect(codes(passing({ ...open, quota: 51 }), letting)).toEqual([
      'passing-on-more',
      'passing-on-longer',
      'passing-on-too-soon',
    ]);
    // Compared within one period, and with every limit of it; no quota of our own is more than any.
    const daily = passing({ ...open, quota: 51, quotaPeriod: 'P1D' });
    expect(codes(daily, letting)).not.toContain('passing-on-more');
    expect(codes(passing(open), letting)).toContain('passing-on-more');
    expect(
      codes(passing({ ...open, quota: 51 }), { ...letting, effectiveUntil: instant('2040-01-01T00:00:00Z') }),
    ).toContain('passing-on-longer');
    const unlimited = changed(receivedFrom('b', open), (one) => ({
      ...one,
      actions: [{ action: 'grantUse', refinements: [] }],
    }));
    expect(codes(passing({ ...open, quota: 51 }), { ...unlimited, prohibitions: [] })).toEqual([
      'passing-on-too-soon',
    ]);
    const modest = passing({ ...open, quota: 50 }, { effectiveUntil: until });
    expect(codes(modest, letting)).toEqual(['passing-on-too-soon']);
  });
});

test('stories of a third agency that wait for their embargo are passed on in time', () => {
  const theirs: readonly SelectorTerm[] = [
    { operand: 'provider', operator: 'isAnyOf', values: [US, 'did:web:b.example'] },
    { operand: 'newsType', operator: 'isAnyOf', values: ['text'] },
  ];
  const letting = changed({ ...receivedFrom('b', open), prohibitions: [] }, (one) => ({
    ...one,
    actions: [{ action: 'grantUse', refinements: [] }],
  }));
  const waiting = changed(withPartner('c', open), (one) => ({
    ...one,
    target: { ...one.target, terms: theirs },
  }));
  expect(codes(waiting, letting)).toEqual([]);
  const fixed = changed(waiting, (one) => ({
    ...one,
    constraints: [{ operand: 'dateTime', operator: 'gteq', value: from }],
  }));
  expect(codes(fixed, letting)).toEqual(['passing-on-too-soon']);
  const careless = changed(letting, (one) => ({
    ...one,
    constraints: [{ operand: 'dateTime', operator: 'gteq', value: from }],
  }));
  expect(codes(fixed, careless)).toEqual([]);
});

test('a conflict names both clauses and both agreements in three languages', () => {
  const here = withPartner('b', open);
  const there = withPartner('c', { ...open, exclusiveHours: 12 });
  const [conflict] = findConflicts(US, here, there);
  if (!conflict) throw new Error('nothing found');
  const said = sayConflict(conflict, [here, there]);
  expect(said.en).toBe(
    'Clause 1 of “With b” shares stories that clause 3 of “With c” promises to another partner alone; they can be offered only when that time is over.',
  );
  for (const language of INTERFACE_LANGUAGES)
    for (const named of ['1', 'With b', '3', 'With c']) expect(said[language]).toContain(named);
});

function codes(here: Agreement, there: Agreement): readonly string[] {
  return findConflicts(US, here, there).map(({ code }) => code);
}

function withPartner(
  name: string,
  give: DirectionAnswers,
  basics: Partial<TemplateAnswers> = {},
  nth = 1,
): Agreement {
  return drafted(`${name}${nth}`, { ...basics, parties: [party('us'), party(name)], give });
}

function receivedFrom(
  name: string,
  give: DirectionAnswers,
  basics: Partial<TemplateAnswers> = {},
): Agreement {
  return drafted(`${name}-us`, { ...basics, parties: [party(name), party('us')], give });
}

function drafted(
  name: string,
  answered: Partial<TemplateAnswers> & Pick<TemplateAnswers, 'parties' | 'give'>,
): Agreement {
  const answers: TemplateAnswers = {
    template: 'one-way-supply',
    title: { en: `With ${name.slice(0, 1)}` },
    governingLanguage: 'vi',
    effectiveFrom: from,
    freshness: durationOf('PT15M'),
    ...answered,
  };
  const result = draftFromTemplate(answers, `urn:x:${name}`);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function changed(agreement: Agreement, change: (one: Permission) => Permission): Agreement {
  return { ...agreement, permissions: agreement.permissions.map(change) };
}

function party(name: string): AgreementParty {
  return { did: `did:web:${name}.example`, name: { en: name }, keyThumbprint: name };
}

function instant(text: string) {
  const at = parseInstant(text);
  if (!at) throw new Error('no instant');
  return at;
}
