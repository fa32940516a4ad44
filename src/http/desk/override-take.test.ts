import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerOverride } from '#app/agreement/override/answer-override.ts';
import { askOverride } from '#app/agreement/override/ask-override.ts';
import { exportStory } from '#app/take/export-story.ts';
import { takeItem } from '#app/take/take-item.ts';
import { startTranslation } from '#app/translation/start-translation.ts';
import { admitVersion } from '#app/item/admit-version.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { testItem } from '#tests/town/test-item.ts';
import { GIVER, testPortal, valueOf, type TestPortal } from '#tests/town/test-portal.ts';

const SECOND = randomUUID();
let portal: TestPortal;
let agency: Agency;

/** The agreement lets it translate stories into French and publish them in France; it is elsewhere and has no French. */
beforeAll(async () => {
  portal = await testPortal({ territories: ['FR'], translateInto: ['fr'], newsTypes: ['text', 'picture'] });
  const found = await portal.needs.agencies.find(portal.agencyId);
  if (!found) throw new Error('the portal has no agency');
  agency = found;
  await portal.database.migrator.db
    .insertInto('person')
    .values({
      id: SECOND,
      email: 'minh@demo.example',
      name: 'Minh',
      language: 'vi',
      created_at: portal.now(),
    })
    .execute();
  await portal.within(async ({ members, overrides }) => {
    await members.save({ personId: SECOND, roles: ['chief'] }, portal.now());
    await overrides.setOpenCodes(['refinement.language'], SECOND, portal.now());
  });
});
afterAll(() => portal.close());

const by = (personId = portal.personId) => ({ agency, personId, at: portal.now() });
/** A story on the wire that nobody has taken, with a picture beside it. */
async function offered(guid: string): Promise<string> {
  const associations = [{ guid: `${guid}-p`, newsType: 'picture', renditions: [] }] as const;
  const version = testItem({ guid, provider: GIVER, associations });
  const arriving = { version, origin: 'partner', at: portal.now() } as const;
  const admitted = await portal.within((stores) => admitVersion({ ...portal.needs, stores }, arriving));
  return valueOf(admitted).itemId;
}
const take = (itemId: string) => takeItem(portal.needs, by(), { itemId, use: 'translate' });
const translate = (storyId: string, language: string) =>
  startTranslation(portal.needs, {
    agencyId: portal.agencyId,
    storyId,
    language,
    personId: portal.personId,
    at: portal.now(),
  });

test('a story that may only be translated by an override is taken under it and translated, and nothing wider passes', async () => {
  const [story, other] = [await offered('urn:egret:1'), await offered('urn:egret:2')];
  expect(await take(story)).toMatchObject({ ok: false });

  const asked = valueOf(
    await askOverride(portal.needs, by(), {
      itemId: story,
      action: 'translate',
      language: 'vi',
      reason: 'Bão số 9',
    }),
  );
  expect(await take(story)).toMatchObject({ ok: false });
  valueOf(await answerOverride(portal.needs, by(SECOND), { id: asked.id, outcome: 'approved' }));

  expect(await take(story)).toMatchObject({ ok: true });
  expect(await translate(story, 'vi')).toMatchObject({ ok: true });

  expect(await translate(story, 'zh-Hans')).toMatchObject({ error: { code: 'use-not-permitted' } });
  expect(await portal.publish(story)).toMatchObject({ ok: false });
  expect(await take(other)).toMatchObject({ ok: false });
  const decided = await portal.within(({ decisions }) => decisions.page(undefined, 50));
  expect(decided.map(({ decision }) => JSON.parse(JSON.stringify(decision)).override)).toEqual([
    asked.id,
    asked.id,
  ]);
  const file = valueOf(await exportStory(portal.needs, by(), { itemId: story, as: 'ninjs' }));
  expect(file.dropped).toMatchObject([{ what: 'picture urn:egret:1-p' }]);
});
