import { afterAll, beforeAll, expect, test } from 'vitest';
import { readQuotas } from '#app/agreement/read-quotas.ts';
import { recordOf } from '#app/agreement/agreement-needs.ts';
import type { Agreement } from '#domain/agreement/agreement.ts';
import { nodeHash } from '#engines/world.ts';
import { canonicalJson } from '#formats/envelope/canonical-json.ts';
import { printAgreement } from '#formats/odrl/print-agreement.ts';
import { testItem } from '#tests/town/test-item.ts';
import { GIVER, testPortal, type TestPortal } from '#tests/town/test-portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await testPortal();
});
afterAll(() => portal.close());

const DAY = 86_400;
let published = 0;

/** How many of so many stories the agreement lets out now. */
async function letsOut(stories: number): Promise<number> {
  await portal.beFresh();
  let out = 0;
  for (let index = 0; index < stories; index += 1) {
    published += 1;
    const story = await portal.admit(testItem({ guid: `urn:egret:${published}`, provider: GIVER }));
    if ((await portal.publish(story)).ok) out += 1;
  }
  return out;
}

/** Both sides sign another version of it, in force from now on. */
function amend(change: (agreement: Agreement) => Agreement): Promise<void> {
  return portal.within(async ({ agreements }) => {
    const last = (await agreements.list()).at(-1);
    if (!last) throw new Error('no agreement');
    const { agreement, digest: supersedes } = recordOf(last);
    const agreementVersion = agreement.agreementVersion + 1;
    const effectiveFrom = portal.now();
    const next = change({ ...agreement, agreementVersion, supersedes, effectiveFrom });
    const canonical = canonicalJson(printAgreement(next));
    const digest = nodeHash.sha256(new TextEncoder().encode(canonical));
    const { uid } = last;
    const filed = { uid, version: agreementVersion, digest, canonical, origin: 'own' } as const;
    await agreements.add(filed, portal.now());
    for (const { did: by } of next.parties)
      await agreements.addSignature(digest, {
        by,
        kid: `${by}#k1`,
        protected: '',
        signature: '',
        signedAt: portal.now(),
      });
  });
}

const withQuota =
  (value: number, rename?: string) =>
  (agreement: Agreement): Agreement => ({
    ...agreement,
    permissions: agreement.permissions.map((one) => ({
      ...one,
      uid: rename === undefined ? one.uid : one.uid.replace(/#.*publish$/, `#${rename}-publish`),
      constraints: one.constraints.map((term) =>
        term.operand === 'countPerPeriod' ? { ...term, value } : term,
      ),
    })),
    obligations: agreement.obligations.map((one) => ({ ...one, consequences: [] })),
  });

async function left() {
  const agency = await portal.needs.agencies.find(portal.agencyId);
  const [filed] = await portal.within(({ agreements }) => agreements.list());
  if (!agency || !filed) throw new Error('nobody here');
  const quotas = await readQuotas(portal.needs, { agency, at: portal.now() }, filed.uid);
  return quotas.map(({ limit, used, left: rest }) => [limit, used, rest]);
}

test('an amendment in mid-period that keeps the rule goes on counting where the former stood', async () => {
  portal.pass(10 * DAY);
  expect(await letsOut(3)).toBe(3);
  await amend(withQuota(5));
  expect(await left()).toEqual([[5, 3, 2]]);
  expect(await letsOut(3)).toBe(2);
  expect(await left()).toEqual([[5, 5, 0]]);
});

test('a limit lowered below what was used lets nothing out until the next period, and never goes below nothing', async () => {
  portal.pass(DAY);
  await amend(withQuota(2));
  expect(await left()).toEqual([[2, 5, 0]]);
  expect(await letsOut(1)).toBe(0);
  portal.pass(30 * DAY);
  expect(await letsOut(3)).toBe(2);
});

test('an amendment that puts another rule in its place counts anew', async () => {
  portal.pass(DAY);
  await amend(withQuota(1, 'renewed'));
  expect(await left()).toEqual([[1, 0, 1]]);
  expect(await letsOut(2)).toBe(1);
});
