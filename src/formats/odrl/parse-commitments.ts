import { COMMITMENT_KINDS, QUOTA_PERIODS, type Commitment } from '#domain/agreement/agreement.ts';
import { readSides, readUid, type RuleScope } from './parse-rules.ts';
import { readZone } from './parse-terms.ts';
import { Misfit, readObject, readOneOf, type Members, type Spot } from './read-json.ts';
import { readTextByLanguage } from './read-text-by-language.ts';

const MEMBERS = [
  'uid',
  'assigner',
  'assignee',
  'promise',
  'promisedCount',
  'period',
  'periodZone',
  'title',
] as const;

const MOST = 999_999_999;

/** A countable promise; without `period` it is counted over the whole term. */
export function parseCommitment(spot: Spot, scope: RuleScope): Commitment {
  const members = readObject(spot, MEMBERS);
  return {
    uid: readUid(members.need('uid'), scope),
    ...readSides(members, scope),
    kind: readOneOf(members.need('promise'), COMMITMENT_KINDS),
    count: readCount(members.need('promisedCount')),
    ...readPeriod(members),
    title: readTextByLanguage(members.need('title')),
  };
}

function readCount({ value, at }: Spot): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1 || value > MOST)
    throw new Misfit(at, 'wrong-value', `a whole number from 1 to ${MOST}`);
  return value;
}

/** Both or neither: a period without a zone ends at nobody's midnight. */
function readPeriod(members: Members): Pick<Commitment, 'per'> {
  const period = members.maybe('period');
  const zone = members.maybe('periodZone');
  if (!period && !zone) return {};
  return {
    per: {
      period: readOneOf(period ?? members.need('period'), QUOTA_PERIODS),
      zone: readZone(zone ?? members.need('periodZone')),
    },
  };
}
