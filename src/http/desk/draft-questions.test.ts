import { describe, expect, test } from 'vitest';
import { draftAgreement } from '#contract/agreement.ts';
import { TEMPLATE_TERMS } from '#contract/agreement-templates.ts';
import { isBodyOf } from '#contract/read-reply.ts';
import type { Agreement, AgreementParty } from '#domain/agreement/agreement.ts';
import { compileAgreements } from '#domain/agreement/compile-agreements.ts';
import { decideUse } from '#domain/agreement/decide-use.ts';
import { draftFromTemplate } from '#domain/agreement/draft-from-template.ts';
import { sayAgreement } from '#domain/agreement/say/say-agreement.ts';
import { TEMPLATES, type Template } from '#domain/agreement/template-answers.ts';
import { DUTIES_TO_BE_DONE, type UseRequest } from '#domain/agreement/use-question.ts';
import { parseAgreement } from '#formats/odrl/parse-agreement.ts';
import { printAgreement } from '#formats/odrl/print-agreement.ts';
import { parseDigest } from '#kernel/digest.ts';
import { instantOf } from '#kernel/instant.ts';
import { A, B, C } from '#tests/town/arbitrary-parties.ts';
import { questionsOf } from './draft-questions.ts';

const UID = 'urn:uuid:01931c2e-7a10-7c3e-9d55-00000000000a';
const party = (did: string, name: string): AgreementParty => ({
  did,
  name: { vi: name, 'zh-Hans': name, en: name },
  keyThumbprint: 'a'.repeat(43),
});
const [ours, theirs, third] = [party(A, 'A News'), party(B, 'B News'), party(C, 'C News')];
const digest = `sha-256:${'A'.repeat(43)}`;

function bodyOf(template: Template) {
  return {
    template,
    partner: B,
    title: { vi: 'Thỏa thuận', 'zh-Hans': '协议', en: 'Agreement' },
    effectiveFrom: '2027-01-01T00:00:00.000Z',
    effectiveUntil: '2028-01-01T00:00:00.000Z',
    governingLanguage: 'en',
    ...TEMPLATE_TERMS[template],
  };
}

/** The template's own terms as a document that was printed and read again; in it `us` is A. */
function drafted(body: ReturnType<typeof bodyOf>): Agreement {
  const questions = questionsOf(body);
  if (!questions.ok) throw new Error(JSON.stringify(questions.error));
  const { partner: _, others: _2, ...answers } = questions.value;
  const parties =
    body.template === 'event-pool' ? ([ours, theirs, third] as const) : ([ours, theirs] as const);
  const commitments = answers.commitments?.map((one) => ({ ...one, by: one.by === 'us' ? A : one.by }));
  const agreement = draftFromTemplate({ ...answers, parties, ...(commitments ? { commitments } : {}) }, UID);
  if (!agreement.ok) throw new Error(JSON.stringify(agreement.error));
  const read = parseAgreement(JSON.parse(JSON.stringify(printAgreement(agreement.value))));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  expect(read.value).toEqual(agreement.value);
  return read.value;
}

function may(agreement: Agreement, provider: string, newsType: 'text' | 'picture', request: UseRequest) {
  const at = instantOf(Date.UTC(2027, 4, 6));
  const name = parseDigest(digest);
  if (!name) throw new Error('no digest');
  const compiled = compileAgreements([{ agreement, digest: name, standing: 'active', suspendedRules: [] }]);
  return decideUse(compiled, {
    request,
    item: {
      uri: 'urn:x',
      provider,
      newsType,
      language: 'vi',
      status: 'usable',
      version: 1,
      latestVersion: 1,
      embargoEndAt: 'none',
      offeredAt: at,
    },
    state: { headAgeSeconds: 60, counts: new Map(), duties: DUTIES_TO_BE_DONE },
    at,
  }).permitted;
}

describe.each(TEMPLATES)('the template %s as it comes', (template) => {
  const agreement = drafted(bodyOf(template));
  const web = { action: 'publish', channel: 'web' } as const;

  test('is a body that the desk takes, and says every clause', () => {
    expect(isBodyOf(draftAgreement, bodyOf(template))).toBe(true);
    for (const { sentence } of sayAgreement(agreement).clauses)
      expect(Object.values(sentence).join(' ')).not.toMatch(/[{}]|undefined/);
  });

  test('lets the partner publish our pictures, and us theirs unless it gives nothing', () => {
    expect(may(agreement, A, 'picture', { ...web, actor: B })).toBe(true);
    expect(may(agreement, B, 'picture', { ...web, actor: A })).toBe(template !== 'one-way-supply');
    expect(may(agreement, B, 'picture', { ...web, actor: C })).toBe(template === 'event-pool');
    expect(may(agreement, A, 'text', { ...web, actor: B })).toBe(template !== 'photo-exchange');
  });

  test('lets nobody pass items on or mine them, and remember or edit them only in a joint project', () => {
    const acts = (action: 'grantUse' | 'mineData' | 'keepInMemory' | 'modify') =>
      may(agreement, A, 'picture', { action, actor: B, recipient: C });
    expect([acts('grantUse'), acts('mineData')]).toEqual([false, false]);
    const isProject = template === 'joint-project';
    expect([acts('keepInMemory'), acts('modify')]).toEqual([isProject, isProject]);
    expect(agreement.commitments.length).toBe(isProject ? 1 : 0);
  });
});

test('answers beyond the template become terms of the document', () => {
  const usual = bodyOf('news-exchange');
  const more = {
    ...usual,
    give: {
      ...usual.give,
      providers: [C],
      products: ['Morning'],
      passOnTo: [C],
      mayMineData: true,
      creditWording: { vi: 'Theo A' },
      publishUntil: '2027-06-01T00:00:00.000Z',
    },
    text: { digest, address: 'https://a.example/paper.pdf' },
    contacts: [{ party: B, contactFor: 'legal' as const, name: { en: 'Counsel' }, email: 'law@b.example' }],
    noticeDays: 60,
  };
  expect(isBodyOf(draftAgreement, more)).toBe(true);
  const agreement = drafted(more);
  expect(agreement).toMatchObject({
    textDigest: digest,
    textForHumans: 'https://a.example/paper.pdf',
    noticePeriod: 'P60D',
  });
  const web = { action: 'publish', channel: 'web' } as const;
  expect(agreement.parties[1].contacts).toMatchObject([{ purpose: 'legal', email: 'law@b.example' }]);
  expect(agreement.permissions[0]?.duties[0]?.wording).toEqual({ vi: 'Theo A' });
  expect(may(agreement, A, 'text', { action: 'mineData', actor: B })).toBe(false);
  expect(agreement.permissions.flatMap(({ actions }) => actions.map(({ action }) => action))).toContain(
    'mineData',
  );
  expect(may(agreement, C, 'text', { ...web, actor: B })).toBe(false); // of no known product
});
