import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newsroomDesk, type NewsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { until } from '#cli/demo/until.ts';
import { listAgreements, readAgreement, signAgreement } from '#contract/agreement.ts';
import { listOverrides } from '#contract/override.ts';
import { publishStory } from '#contract/publication.ts';
import { readDraft, saveDraft } from '#contract/talks.ts';
import { listWire, readStory, takeStory } from '#contract/wire.ts';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { seriousFindings, sidewaysAt320 } from './desk-checks.ts';
import { settled, takeSeat, WORDS, type DeskLanguage } from './desk-pages.ts';
import { openBrowser, USUAL_LOOK, type OpenBrowser } from './open-browser.ts';

const REASON = 'Bão số 9 đang vào bờ, bạn đọc cần tin này ngay.';
let pair: DemoPair;
let songHan: NewsroomDesk;
let luJiang: NewsroomDesk;
/** A partner's story beyond the quota. */
let beyond: string;
const browsers: OpenBrowser[] = [];

beforeAll(async () => {
  pair = await openDemoPair();
  [songHan, luJiang] = [await newsroomDesk(pair.songHan), await newsroomDesk(pair.luJiang)];
  await oneStoryAMonth();
  const [first, second] = await takeTwo();
  await songHan.editor.demand(publishStory, { body: { storyId: first } });
  beyond = second;
});
afterAll(async () => {
  for (const browser of browsers) await browser.close();
  await pair?.close();
});

/** Amends the agreement so that one story a month may be published. */
async function oneStoryAMonth(): Promise<void> {
  const { agreements } = await songHan.chief.demand(listAgreements, {});
  const params = { uid: agreements[0]?.uid ?? '' };
  const { draft, base } = await songHan.chief.demand(readDraft, { params });
  if (!draft.receive) throw new Error('the demo agreement goes both ways');
  const body = {
    draft: { ...draft, receive: { ...draft.receive, quota: 1 } },
    ...(base === undefined ? {} : { base }),
  };
  const { digest } = await songHan.chief.demand(saveDraft, { params, body });
  for (const { chief } of [songHan, luJiang]) {
    await until(`the amendment at ${chief.origin}`, () =>
      chief.demand(readAgreement, { params, query: { digest } }),
    );
    await chief.demand(signAgreement, { params, body: { digest } });
  }
}

async function takeTwo(): Promise<readonly [string, string]> {
  const { stories } = await songHan.editor.demand(listWire, { query: { from: 'partners', limit: '60' } });
  const [first, second] = stories.filter(
    ({ newsType, thumbnail }) => newsType === 'text' && thumbnail === undefined,
  );
  if (!first || !second) throw new Error('the seeds hold too few stories');
  for (const { id } of [first, second])
    await songHan.editor.demand(takeStory, { params: { id }, body: { use: 'as-is' } });
  return [first.id, second.id];
}

async function deskOf(base: string, name: string, language: DeskLanguage): Promise<Page> {
  const browser = await openBrowser(USUAL_LOOK);
  browsers.push(browser);
  const page = await browser.context.newPage();
  await takeSeat(page, base, name, language);
  return page;
}

async function expectClean(page: Page): Promise<void> {
  await settled(page);
  expect(await seriousFindings(page)).toEqual([]);
  expect(await sidewaysAt320(page)).toBe(0);
}

test('an editor asks, the chief lets it pass, the story goes out, and the partner reads why', async () => {
  const vi = WORDS.vi;
  const chief = await deskOf(pair.songHan, 'Minh', 'vi');
  await chief.goto(`${pair.songHan}/desk/agreements/overrides`);
  await chief.getByLabel(vi.override.codes['constraint.countPerPeriod']).check();
  await chief.getByRole('button', { name: vi.act.save }).click();
  await chief.getByText(vi.override.saved).first().waitFor();
  await expectClean(chief);

  const editor = await deskOf(pair.songHan, 'Lan', 'en');
  const en = WORDS.en;
  await editor.goto(`${pair.songHan}/desk/s/${beyond}`);
  await editor.getByRole('button', { name: en.override.ask }).click();
  await editor.getByRole('dialog', { name: en.override.askTitle }).waitFor();
  await expectClean(editor);
  await editor.getByLabel(en.override.reason).fill(REASON);
  await editor.getByRole('button', { name: en.override.send, exact: true }).click();
  await editor.getByText(en.override.sent).first().waitFor();
  await editor.getByText(en.override.own).first().waitFor();
  await expectClean(editor);

  await chief.goto(`${pair.songHan}/desk/`);
  await chief.getByRole('heading', { name: new RegExp(vi.override.waiting) }).waitFor();
  await chief.getByText(REASON).first().waitFor();
  await expectClean(chief);
  await chief.getByRole('button', { name: vi.override.approve }).click();
  await chief.getByText(vi.override.approved).first().waitFor();

  const params = { id: beyond };
  expect((await songHan.editor.demand(readStory, { params })).may.publish).toEqual({ ok: true });
  await songHan.editor.demand(publishStory, { body: { storyId: beyond } });

  await until('the partner is told', async () => {
    const { told } = await luJiang.chief.demand(listOverrides, {});
    return told[0];
  });
  const partner = await deskOf(pair.luJiang, '林晓', 'zh-Hans');
  await partner.goto(`${pair.luJiang}/desk/agreements/overrides`);
  await partner.getByText(REASON).first().waitFor();
  await expectClean(partner);
  await partner.getByRole('link', { name: WORDS['zh-Hans'].override.story }).first().click();
  await partner.getByText(REASON).first().waitFor();
  await expectClean(partner);
});
