import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryDirection, validAnswers } from '#tests/town/arbitrary-answers.ts';
import type { Agreement, Permission } from '#domain/agreement/agreement.ts';
import { durationOf } from '#domain/agreement/draft-direction.ts';
import { draftFromTemplate } from '#domain/agreement/draft-from-template.ts';
import { faultIn } from '#domain/agreement/judge-answers.ts';
import { settleAnswers } from '#domain/agreement/settle-answers.ts';
import type { TemplateAnswers } from '#domain/agreement/template-answers.ts';
import { parseAgreement } from '#formats/odrl/parse-agreement.ts';
import { printAgreement } from '#formats/odrl/print-agreement.ts';
import { answersOfAgreement } from './answers-of-agreement.ts';
import { keepUntouched, untouchedIn } from './keep-untouched.ts';

const UID = 'urn:uuid:01931c2e-7a10-7c3e-9d55-0a1b2c3d4e5f';

function drafted(answers: TemplateAnswers): Agreement {
  const result = draftFromTemplate(answers, UID);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** The document, and the one that is made of the answers it gives. */
function reread(from: Agreement): { readonly answers: TemplateAnswers; readonly asAsked: Agreement } {
  const answers = answersOfAgreement(from);
  if (!answers.ok) throw new Error(answers.error.code);
  return { answers: answers.value, asAsked: drafted(answers.value) };
}

function permit(from: Agreement, name: string, change: (one: Permission) => Permission): Agreement {
  const uid = `${UID}#${name}`;
  return { ...from, permissions: from.permissions.map((one) => (one.uid === uid ? change(one) : one)) };
}

const clauses = ({ permissions, prohibitions, obligations, commitments }: Agreement) =>
  [...permissions, ...prohibitions, ...obligations, ...commitments].map(({ uid }) => uid.split('#')[1]);

describe('the answers read back from a document', () => {
  test('are those that made it, for every valid answer to every template', () => {
    fc.assert(
      fc.property(validAnswers, (answers) => {
        const read = answersOfAgreement(drafted(answers));
        expect(read).toEqual({ ok: true, value: settleAnswers(answers) });
      }),
      { numRuns: 200 },
    );
  });

  test('make it again from the bytes that are signed, and leave nothing untouched', () => {
    fc.assert(
      fc.property(validAnswers, (answers) => {
        const signed = parseAgreement(printAgreement(drafted(answers)));
        if (!signed.ok) throw new Error(JSON.stringify(signed.error));
        const { asAsked } = reread(signed.value);
        expect(asAsked).toEqual(signed.value);
        expect(untouchedIn(signed.value, asAsked)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('are none where no direction bears the names of our questions', () => {
    const foreign = drafted(EXCHANGE);
    const renamed = foreign.permissions.map((one) => ({ ...one, uid: `${one.uid}-x` }));
    expect(answersOfAgreement({ ...foreign, permissions: renamed })).toEqual({
      ok: false,
      error: { code: 'agreement-not-from-questions' },
    });
  });
});

const GIVE: TemplateAnswers['give'] = {
  topics: ['medtop:06000000'],
  newsTypes: ['text'],
  languages: [],
  channels: ['web'],
  territories: ['CN'],
  translateInto: ['zh-Hans'],
  quota: 200,
  linkBack: true,
  reportUseHours: 24,
  correctionHours: 6,
  killHours: 1,
  onKill: 'automatic',
};
const [sample] = fc.sample(validAnswers, { numRuns: 1, seed: 7 });
if (!sample) throw new Error('no sample');
const EXCHANGE: TemplateAnswers = {
  template: 'news-exchange',
  parties: [sample.parties[0], sample.parties[1]],
  title: { en: 'Exchange' },
  governingLanguage: 'en',
  effectiveFrom: sample.effectiveFrom,
  freshness: durationOf('PT15M'),
  give: GIVE,
  receive: GIVE,
};

/** The next document under changed answers. */
function next(from: Agreement, change: (answers: TemplateAnswers) => TemplateAnswers): Agreement {
  const { answers, asAsked } = reread(from);
  return keepUntouched({ from, asAsked, changed: drafted(change(answers)) });
}

describe('what a document says beyond the questions', () => {
  test('is named with its own sentence and number, and stays word for word when answers change', () => {
    const from = permit(drafted(EXCHANGE), 'give-publish', (one) => ({
      ...one,
      constraints: [...one.constraints, { operand: 'deliveryChannel', operator: 'neq', values: ['print'] }],
    }));
    const { asAsked } = reread(from);
    expect(untouchedIn(from, asAsked)).toMatchObject([{ name: '#give-publish', what: 'said', number: 1 }]);
    const to = next(from, (answers) => ({ ...answers, give: { ...answers.give, quota: 5, killHours: 3 } }));
    expect(to.permissions[0]).toEqual(from.permissions[0]);
    expect(to.obligations.find(({ uid }) => uid.endsWith('#give-remove'))?.dueIn).toBe('PT3H');
  });

  test('of which stories are meant binds every clause of its direction, and new ones too', () => {
    const target = {
      uid: `${UID}#give-items`,
      terms: [{ operand: 'language', operator: 'isNoneOf', values: ['en'] }],
    } as const;
    const made = drafted(EXCHANGE);
    const aim = <R extends { readonly target: { readonly uid: string } }>(rule: R) =>
      rule.target.uid === target.uid ? { ...rule, target } : rule;
    const from: Agreement = {
      ...made,
      permissions: made.permissions.map(aim),
      prohibitions: made.prohibitions.map(aim),
      obligations: made.obligations.map(aim),
    };
    expect(untouchedIn(from, reread(from).asAsked)).toMatchObject([{ name: '#give-items', what: 'said' }]);
    const to = next(from, (answers) => ({
      ...answers,
      give: { ...answers.give, topics: [], excerptWords: 90 },
    }));
    const ours = to.permissions.filter(({ uid }) => uid.includes('#give-'));
    expect(ours.map(({ uid }) => uid.split('#')[1])).toEqual([
      'give-publish',
      'give-translate',
      'give-extract',
    ]);
    expect(new Set(ours.map((one) => one.target))).toEqual(new Set([target]));
  });

  test('is also what it lacks: a clause that was struck out does not come back by itself', () => {
    const made = drafted(EXCHANGE);
    const from = {
      ...made,
      obligations: made.obligations.filter(({ uid }) => !uid.endsWith('#give-report')),
    };
    expect(untouchedIn(from, reread(from).asAsked)).toMatchObject([{ name: '#give-report', what: 'unsaid' }]);
    const to = next(from, (answers) => ({ ...answers, governingLanguage: 'vi' }));
    expect(clauses(to)).toEqual(clauses(from));
    expect(to.governingLanguage).toBe('vi');
  });

  test('of a notice that days cannot say stays until somebody answers that question', () => {
    const from = { ...drafted(EXCHANGE), noticePeriod: durationOf('P1M') };
    const asAsked = { ...from, noticePeriod: durationOf('P30D') };
    expect(keepUntouched({ from, asAsked, changed: asAsked }).noticePeriod).toBe('P1M');
    const changed = { ...from, noticePeriod: durationOf('P60D') };
    expect(keepUntouched({ from, asAsked, changed }).noticePeriod).toBe('P60D');
  });

  test('never stands in the way of answers: a document that is all questions becomes what they make', () => {
    fc.assert(
      fc.property(validAnswers, arbitraryDirection, (answers, give) => {
        const from = drafted(answers);
        const { answers: read } = reread(from);
        const changed = { ...read, give };
        fc.pre(faultIn(changed) === undefined);
        const merged = next(from, () => changed);
        const printed = parseAgreement(printAgreement(merged));
        if (!printed.ok) throw new Error(JSON.stringify(printed.error));
        expect(answersOfAgreement(printed.value)).toEqual({ ok: true, value: settleAnswers(changed) });
      }),
      { numRuns: 100 },
    );
  });
});
