import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Agreement } from './agreement.ts';
import { draftDirection, durationOf } from './draft-direction.ts';
import { isTimeZone } from './zone-clock.ts';
import type { DirectionAnswers, TemplateAnswers } from './template-answers.ts';

/** An answer that makes no clause; `field` is its path in the answers. */
export type DraftRefusal = {
  readonly code: 'agreement-draft-invalid';
  readonly field: string;
  readonly why: 'missing' | 'not-wanted' | 'empty' | 'out-of-range' | 'same-party' | 'unknown-zone';
};

const DEFAULTS = { noticePeriod: 'P30D', tailPeriod: 'P90D' } as const;
const LONGEST_HOURS = 8760;

/** A whole first version from the answers; the uid comes from outside. Rule uids stay the same in later versions. */
export function draftFromTemplate(answers: TemplateAnswers, uid: string): Result<Agreement, DraftRefusal> {
  const fault = faultIn(answers);
  if (fault) return refuse(fault);
  const { parties, give, receive, effectiveUntil } = answers;
  const [ours, theirs] = [parties[0].did, parties[1].did];
  const given = draftDirection(give, { agreement: uid, name: 'give', giver: ours, takers: [theirs] });
  const received = receive
    ? draftDirection(receive, { agreement: uid, name: 'receive', giver: theirs, takers: [ours] })
    : { permissions: [], prohibitions: [], obligations: [] };
  return accept({
    uid,
    agreementVersion: 1,
    title: answers.title,
    governingLanguage: answers.governingLanguage,
    effectiveFrom: answers.effectiveFrom,
    ...(effectiveUntil === undefined ? {} : { effectiveUntil }),
    noticePeriod: answers.noticePeriod ?? durationOf(DEFAULTS.noticePeriod),
    tailPeriod: answers.tailPeriod ?? durationOf(DEFAULTS.tailPeriod),
    tailPolicy: answers.tailPolicy ?? 'keepPublished',
    freshness: answers.freshness,
    indexPolicy: answers.indexPolicy ?? 'translationIndexed',
    parties,
    permissions: [...given.permissions, ...received.permissions],
    prohibitions: [...given.prohibitions, ...received.prohibitions],
    obligations: [...given.obligations, ...received.obligations],
    commitments: [],
  });
}

function faultIn(answers: TemplateAnswers): DraftRefusal | undefined {
  const { template, parties, receive, effectiveFrom, effectiveUntil, title } = answers;
  if (parties[0].did === parties[1].did) return fault('parties', 'same-party');
  if (Object.keys(title).length === 0) return fault('title', 'missing');
  if (effectiveUntil !== undefined && effectiveUntil <= effectiveFrom)
    return fault('effectiveUntil', 'out-of-range');
  if (template === 'news-exchange' && !receive) return fault('receive', 'missing');
  if (template === 'one-way-supply' && receive) return fault('receive', 'not-wanted');
  return faultInDirection('give', answers.give) ?? (receive && faultInDirection('receive', receive));
}

function faultInDirection(name: 'give' | 'receive', answers: DirectionAnswers): DraftRefusal | undefined {
  if (answers.newsTypes.length === 0) return fault(`${name}.newsTypes`, 'empty');
  if (answers.channels.length === 0) return fault(`${name}.channels`, 'empty');
  if (!isTimeZone(answers.quotaZone ?? 'UTC')) return fault(`${name}.quotaZone`, 'unknown-zone');
  const hours = ['reportUseHours', 'correctionHours', 'killHours', 'exclusiveHours'] as const;
  const wrongHours = hours.find((field) => !isCount(answers[field] ?? 1, LONGEST_HOURS));
  if (wrongHours) return fault(`${name}.${wrongHours}`, 'out-of-range');
  const counts = ['monthlyQuota', 'excerptWords'] as const;
  const wrongCount = counts.find((field) => !isCount(answers[field] ?? 1, 999_999_999));
  return wrongCount && fault(`${name}.${wrongCount}`, 'out-of-range');
}

function isCount(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}

function fault(field: string, why: DraftRefusal['why']): DraftRefusal {
  return { code: 'agreement-draft-invalid', field, why };
}
