import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { remindersSeen, seeReminder } from '#app/agreement/see-reminder.ts';
import { showAgreement, type AgreementView } from '#app/agreement/show-agreement.ts';
import { agreementDesk } from '#tests/town/agreement-desk.ts';
import { twoAgencies, type Town, type TownAgency } from '#tests/town/two-agencies.ts';

const [LAN, MINH] = [randomUUID(), randomUUID()];
const DAY = 86_400;
let town: Town;
let desk: ReturnType<typeof agreementDesk>;
let uid: string;

beforeAll(async () => {
  town = await twoAgencies();
  await town.pin();
  desk = agreementDesk(town);
  uid = await desk.signedByBoth();
  const people = [LAN, MINH].map((id, index) => ({
    id,
    email: `${index}@town.example`,
    name: 'X',
    language: 'vi',
    created_at: town.now(),
  }));
  await town.database.migrator.db.insertInto('person').values(people).execute();
});
afterAll(() => town.close());

const viewAt = async (one: TownAgency): Promise<AgreementView> => {
  const view = await showAgreement(one.tools, desk.by(one), uid);
  if (!view.ok) throw new Error(view.error.code);
  return view.value;
};
const see = async (about: 'end' | 'notice', personId = LAN) => {
  const { filed, reminder, noticeReminder } = await viewAt(town.hanoi);
  const { since = town.now() } = (about === 'end' ? reminder : noticeReminder) ?? {};
  const step = { digest: filed.digest, about, since };
  return seeReminder(town.hanoi.tools, { ...desk.by(town.hanoi), personId }, { uid, step });
};
const seenBy = async (personId: string, one = town.hanoi) =>
  (await remindersSeen(one.tools, { agencyId: one.agency.id, personId })).map(({ about }) => about);

test('the last day for notice is reminded of before the end is, and no more once somebody has given it', async () => {
  // 4 January 2027; until 1 January 2028 with a notice of 30 days: the last day is 1 December.
  town.pass(240 * DAY);
  expect((await viewAt(town.hanoi)).noticeReminder).toBeUndefined();
  town.pass(20 * DAY);
  expect(await viewAt(town.nanning)).toMatchObject({
    noticeReminder: {
      days: 90,
      lastDay: { year: 2027, month: 12, day: 1 },
      endsAt: '2027-12-02T00:00:00.000Z',
    },
  });
  expect((await viewAt(town.hanoi)).reminder).toBeUndefined();
});

test('what one person has seen stays seen for that person at that agency, and for nobody else', async () => {
  expect(await see('notice')).toEqual({ ok: true, value: { done: true } });
  expect(await see('notice')).toEqual({ ok: true, value: { done: true } });
  expect(await seenBy(LAN)).toEqual(['notice']);
  expect(await seenBy(MINH)).toEqual([]);
  expect(await seenBy(LAN, town.nanning)).toEqual([]);
});

test('a step that does not stand cannot be seen beforehand, and the next one has not been seen', async () => {
  expect(await see('end')).toEqual({ ok: false, error: { code: 'agreement-unknown' } });
  town.pass(45 * DAY);
  const { filed, noticeReminder } = await viewAt(town.hanoi);
  const seen = await remindersSeen(town.hanoi.tools, { agencyId: town.hanoi.agency.id, personId: LAN });
  expect(noticeReminder?.days).toBe(30);
  expect(seen).not.toContainEqual({ digest: filed.digest, about: 'notice', since: noticeReminder?.since });
});

test('notice given ends the reminder of it on both sides', async () => {
  await desk.declare(town.nanning, uid, { kind: 'notice' });
  await town.exchange();
  expect((await viewAt(town.hanoi)).noticeReminder).toBeUndefined();
  expect((await viewAt(town.nanning)).noticeReminder).toBeUndefined();
});
