import { describe, expect, test } from 'vitest';
import { compileAgreements } from '#domain/agreement/compile-agreements.ts';
import { decideUse } from '#domain/agreement/decide-use.ts';
import { parseDigest } from '#kernel/digest.ts';
import { odrlSuite, type SuiteCase } from '#tests/town/odrl-suite.ts';
import { hasSharedData, needsSharedData } from '#tests/town/shared-data.ts';

/** Cases that we mean to answer otherwise, and why; docs/protocol/odrl-test-suite.md says it at length. */
const DIFFERENT: Readonly<Record<string, string>> = {
  '059-nonset': 'whether the duty was done is not known, and the unknown never permits',
};

const suite = hasSharedData ? odrlSuite() : [];

function activationOf({ agreement, question, kind }: SuiteCase): SuiteCase['expected'] {
  const digest = parseDigest(`sha-256:${'A'.repeat(43)}`);
  if (!digest) throw new Error('no digest');
  const inForce = { agreement, digest, standing: 'active', suspendedRules: [] } as const;
  const { permitted, because } = decideUse(compileAgreements([inForce]), question);
  const isActive = kind === 'permission' ? permitted : because.some(({ code }) => code === 'prohibition');
  return isActive ? 'Active' : 'Inactive';
}

describe.skipIf(!hasSharedData)(`the ODRL test suite${needsSharedData}`, () => {
  test('has its 68 cases, rules of both kinds, both answers', () => {
    expect(suite).toHaveLength(68);
    expect(suite.filter(({ kind }) => kind === 'prohibition')).toHaveLength(10);
    expect(suite.filter(({ expected }) => expected === 'Active')).toHaveLength(34);
  });

  test.each(suite)('$name: $title', (one) => {
    const differs = DIFFERENT[one.name] !== undefined;
    expect(activationOf(one) === one.expected).toBe(!differs);
  });
});
