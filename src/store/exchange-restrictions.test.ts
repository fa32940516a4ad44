import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { confirmRestrictions, showRestrictions } from '#app/agreement/confirm-restrictions.ts';
import { appendEntry } from '#app/channel/append-entry.ts';
import type { Restriction } from '#domain/agreement/restrictions/restriction.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import { entryEffects, objectEffects } from '#main/wire/entry-effects.ts';
import type { JsonObject } from '#kernel/json.ts';
import { exchangeDesk } from '#tests/town/exchange-desk.ts';
import { twoAgencies, type Town, type TownAgency } from '#tests/town/two-agencies.ts';

let town: Town;
let desk: ReturnType<typeof exchangeDesk>;
let hanoi: TownAgency;
let nanning: TownAgency;
let guid = '';
let stories = 0;

beforeAll(async () => {
  town = await twoAgencies({ effects: entryEffects, objectEffects });
  ({ hanoi, nanning } = town);
  await town.pin();
  desk = exchangeDesk(town);
  await desk.hire();
  await desk.agreements.signedByBoth();
  await desk.settle();
});
afterAll(() => town.close());
beforeEach(() => {
  stories += 1;
  guid = `urn:story:${stories}`;
});

const HOME = 'CN';
const notIn = (words: string): Restriction => ({ code: 'territory-out', words, territories: [HOME] });

/** A person of Hanoi or Nanning says what the words beside the story mean. */
async function confirmAt(one: TownAgency, terms: readonly Restriction[]) {
  const { id: itemId } = await desk.itemAt(one, guid);
  const { text } = await shownAt(one);
  const confirmed = await confirmRestrictions(one.tools, desk.by(one), { itemId, text, terms });
  if (!confirmed.ok) throw new Error(JSON.stringify(confirmed.error));
}
async function shownAt(one: TownAgency) {
  const shown = await showRestrictions(one.tools, one.agency.id, (await desk.itemAt(one, guid)).id);
  if (!shown) throw new Error(`no story ${guid}`);
  return shown;
}
const admit = (version: Partial<ItemVersion>) => desk.admit({ guid, ...version });

describe('what the provider has confirmed', () => {
  test('comes with the story, is shown beside the words, and forbids whatever the partner confirms for itself', async () => {
    expect(nanning.agency.territory).toBe(HOME);
    await admit({ usageTerms: 'CHINA OUT' });
    await confirmAt(hanoi, [notIn('CHINA OUT')]);
    await desk.settle();
    expect(await shownAt(nanning)).toMatchObject({
      state: 'proposed',
      told: { terms: [notIn('CHINA OUT')], at: town.now() },
    });
    await confirmAt(nanning, []);
    await expect(desk.take(guid)).resolves.toMatchObject({ version: 1 });
    expect(await desk.publish(guid)).toMatchObject({
      ok: false,
      error: { because: [{ code: 'item.restricted.byProvider', found: ['CHINA OUT'] }] },
    });
    expect(await shownAt(nanning)).toMatchObject({ state: 'confirmed', terms: [] });
  });

  test('later than the offer reaches whoever was offered it, and no word of a private note leaves the house', async () => {
    await admit({ editorialNote: 'Sửa đoạn 2', privateRestrictions: ['TRUNG QUỐC KHÔNG ĐƯỢC DÙNG'] });
    await desk.settle();
    await desk.take(guid);
    expect((await shownAt(nanning)).told).toBeUndefined();

    await confirmAt(hanoi, [notIn('TRUNG QUỐC KHÔNG ĐƯỢC DÙNG')]);
    const { entries } = await town.page(nanning);
    await town.exchange();
    const sent = entries.map((jws) => Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString());
    expect(sent.join()).toContain('item.restricted');
    expect(sent.join()).not.toContain('TRUNG');
    expect((await shownAt(nanning)).told?.terms).toMatchObject([notIn('')]);
    expect(await desk.publish(guid)).toMatchObject({
      error: { because: [{ code: 'item.restricted.byProvider' }] },
    });
  });

  test('is lifted by a version without the words, not by one whose words nobody has confirmed yet', async () => {
    await admit({ usageTerms: 'CHINA OUT' });
    await confirmAt(hanoi, [notIn('CHINA OUT')]);
    await desk.settle();
    await admit({ usageTerms: 'CHINA OUT until Friday', version: 2 });
    await desk.settle();
    expect((await shownAt(nanning)).told?.terms).toMatchObject([notIn('CHINA OUT')]);
    await admit({ version: 3 });
    await desk.settle();
    expect(await shownAt(nanning)).toMatchObject({ state: 'none' });
    expect((await shownAt(nanning)).told).toBeUndefined();
    await desk.take(guid);
    expect(await desk.publish(guid)).toMatchObject({ ok: true });
  });

  test('in a form that is not understood is noted and changes nothing; and a story is restricted by its provider alone', async () => {
    await admit({});
    await desk.settle();
    await desk.take(guid);
    const say = (from: TownAgency, to: TownAgency, data: JsonObject) =>
      town.within(from, (stores) =>
        appendEntry(stores, from.tools, desk.by(from), {
          partnerDid: to.agency.did,
          type: 'item.restricted',
          subject: guid,
          data,
        }),
      );
    await say(hanoi, nanning, { restrictions: [{ code: 'territory-out' }] });
    await say(nanning, hanoi, { restrictions: [{ code: 'no-translation' }] });
    await town.exchange();
    const noted = await desk.agreements.notedAt(nanning, 'restrictions-unreadable');
    expect(noted).toHaveLength(1);
    expect((await shownAt(nanning)).told).toBeUndefined();
    expect((await shownAt(hanoi)).told).toBeUndefined();
    expect(await desk.publish(guid)).toMatchObject({ ok: true });
  });
});
