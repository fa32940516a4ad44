import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newsroomDesk, type NewsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { until } from '#cli/demo/until.ts';
import { listDialects } from '#contract/dialect.ts';
import { listSources } from '#contract/source.ts';
import { listWire, readStory } from '#contract/wire.ts';
import { BEN_CANG_XML, JIMEI_JSON } from '#tests/town/house-samples.ts';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { complaintsDuring, expectComposingCommandsNothing } from './desk-checks.ts';
import { settled, takeSeat, WORDS, type DeskLanguage } from './desk-pages.ts';
import { openBrowser, USUAL_LOOK, type OpenBrowser } from './open-browser.ts';
import { expectHealthy } from './pictures.ts';

let pair: DemoPair;
let desk: NewsroomDesk;
let folder: string;
const browsers: OpenBrowser[] = [];

beforeAll(async () => {
  pair = await openDemoPair();
  desk = await newsroomDesk(pair.songHan);
  folder =
    (await desk.chief.demand(listSources, {})).sources.find(({ kind }) => kind === 'folder')?.place ?? '';
});
afterAll(async () => {
  for (const browser of browsers) await browser.close();
  await pair?.close();
});

async function seatOf(name: string, language: DeskLanguage): Promise<Page> {
  const browser = await openBrowser({ ...USUAL_LOOK, language });
  browsers.push(browser);
  const page = browser.context.pages()[0] ?? (await browser.context.newPage());
  await takeSeat(page, pair.songHan, name, language);
  return page;
}

type Files = readonly { readonly name: string; readonly text: string }[];

async function choose(page: Page, button: string, files: Files): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: button, exact: true }).press('Enter'),
  ]);
  await chooser.setFiles(
    files.map(({ name, text }) => ({
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(text),
    })),
  );
}

/** Lays a document into the watched folder as a whole. */
function bring({ name, text }: Files[number]): void {
  writeFileSync(join(folder, `.${name}`), text);
  renameSync(join(folder, `.${name}`), join(folder, name));
}

const lineOf = (headline: string) =>
  until(`“${headline}” on the wire`, async () => {
    const { stories } = await desk.chief.demand(listWire, { query: { from: 'own', limit: '60' } });
    return stories.find((line) => line.headline === headline);
  });

test('three XML documents of a Vietnamese house, one a kill, become a dialect that holds at once', async () => {
  const { dialect: words } = WORDS.vi;
  const page = await seatOf('Minh', 'vi');
  const complaints = await complaintsDuring(page, async () => {
    await page.goto(`${pair.songHan}/desk/sources/dialects`);
    await settled(page);
    await expectHealthy(page, 'dialects-vi-list');
    await page.getByRole('button', { name: words.make }).press('Enter');
    await page.getByRole('heading', { level: 1, name: words.newTitle }).waitFor();
    await expectHealthy(page, 'dialects-vi-empty');
    await choose(page, words.choose, BEN_CANG_XML);
    await page.getByRole('heading', { name: words.structure }).waitFor();
    const body = page.getByLabel(`${words.isWhat}: noidung`);
    expect(await body.inputValue()).toBe('body');
    expect(await page.getByLabel('RÚT TIN').inputValue()).toBe('kill');
    expect(await page.getByLabel('TK', { exact: true }).isChecked()).toBe(true);
    expect(await page.getByRole('combobox', { name: words.zone }).inputValue()).toContain('Asia/Ho_Chi_Minh');
    const keep = page.getByRole('button', { name: words.keep, exact: true });
    expect(await keep.getAttribute('aria-disabled')).toBe('false');
    await page.locator(`input[aria-label="${words.subjects}: KT"]`).fill('kinh te, kinh doanh');
    await page.getByRole('option', { name: 'Kinh tế, kinh doanh và tài chính' }).click();
    // What was changed since the preview was not seen yet.
    expect(await keep.getAttribute('aria-disabled')).toBe('true');
    const preview = page.getByRole('button', { name: words.previewNow });
    // While the last reading is not told to its end a key does nothing.
    await expect.poll(() => preview.isEnabled()).toBe(true);
    await preview.press('Enter');
    await page.getByText(words.previewHelp).waitFor();
    const killed = page.getByRole('region', { name: 'bencang-2409-rut.xml' });
    await killed.getByText(words.statuses.canceled).first().waitFor();
    await killed.getByText(words.setApart).first().waitFor();
    await expectHealthy(page, 'dialects-vi-made');
    await expect.poll(() => keep.isEnabled()).toBe(true);
    await keep.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Báo Bến Cảng' }).waitFor();
    await settled(page);
    await expectHealthy(page, 'dialects-vi-kept');
  });
  expect(complaints).toEqual([]);

  const [story, , kill] = BEN_CANG_XML;
  if (!story || !kill) throw new Error('the samples hold too few documents');
  bring(story);
  const { id } = await lineOf('Đà Nẵng mở lại tuyến phà Sơn Trà sau bão');
  expect((await desk.chief.demand(readStory, { params: { id } })).readWith).toEqual({
    id: 'bao-ben-cang',
    version: 1,
  });
  bring({ name: 'a.xml', text: kill.text.replace('lan="3"', 'lan="2"').replace('RÚT TIN', 'PHÁT HÀNH') });
  const wrong = await lineOf('Cháy kho hàng ở cảng Tiên Sa');
  bring(kill);
  await until('the kill', async () => {
    const { badges } = await desk.chief.demand(readStory, { params: { id: wrong.id } });
    return badges.includes('killed');
  });
  await page.goto(`${pair.songHan}/desk/s/${id}`);
  await settled(page);
  await page.getByText(WORDS.vi.act.details, { exact: true }).click();
  await page.getByRole('link', { name: words.readWith('bao-ben-cang') }).press('Enter');
  await page.getByText(words.usedBy).first().waitFor();
});

test('three JSON documents of a Chinese house become one; it is changed, switched off, and comes back from its file', async () => {
  const { dialect: words } = WORDS['zh-Hans'];
  const page = await seatOf('Minh', 'zh-Hans');
  await page.goto(`${pair.songHan}/desk/sources/dialects/new`);
  await choose(page, words.choose, JIMEI_JSON);
  await page.getByRole('heading', { name: words.structure }).waitFor();
  expect(await page.getByLabel('撤稿', { exact: true }).inputValue()).toBe('kill');
  await page.getByRole('textbox', { name: words.name, exact: true }).fill('集美报业');
  await page.getByRole('textbox', { name: words.id, exact: true }).fill('jimei');
  await page.getByRole('button', { name: words.previewNow }).click();
  const killed = page.getByRole('region', { name: 'jimei-0869.json' });
  await killed.getByText(words.statuses.canceled).first().waitFor();
  await expectHealthy(page, 'dialects-zh-made');
  await page.getByRole('button', { name: words.keep, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: '集美报业' }).waitFor();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: words.exportFile }).click(),
  ]);
  const text = readFileSync(await download.path(), 'utf8');
  await page.getByRole('button', { name: words.switchOff }).click();
  await page.getByText(words.offWarning).waitFor();
  await expectHealthy(page, 'dialects-zh-off');
  await page.goto(`${pair.songHan}/desk/sources/dialects/new`);
  await choose(page, words.importFile, [{ name: 'jimei.json', text }]);
  await page.getByText(words.replaces.kept).waitFor();
  await page.getByRole('button', { name: words.keep, exact: true }).click();
  await page.getByText(words.keptNow(3)).waitFor();
  const { dialects } = await desk.chief.demand(listDialects, {});
  expect(dialects.find(({ dialect }) => dialect.id === 'jimei')).toMatchObject({ state: 'on', from: 'kept' });
});

test('what is wrong in the JSON is said with its place, nothing is lost, and no key of an input method does anything', async () => {
  const { dialect: words } = WORDS.en;
  const page = await seatOf('Minh', 'en');
  await page.goto(`${pair.songHan}/desk/sources/dialects/new`);
  await choose(page, words.choose, BEN_CANG_XML);
  await page.getByRole('heading', { name: words.structure }).waitFor();
  await expectHealthy(page, 'dialects-en-made');
  await page.goto(`${pair.songHan}/desk/sources/dialects/new?from=vna`);
  await page.getByText(words.expert).first().click();
  const json = page.getByRole('textbox', { name: words.expert });
  await json.fill('{"id":"vna","name":"VNA","match":[{"providers":["TTXVN"]}],"timeZone":"Mars/Base"}');
  await page.getByRole('button', { name: words.expertUse }).click();
  await page.getByText('dialect-invalid').waitFor();
  await json.fill('{"id":"vna","name":"VNA","match":[{"providers":["XINHUA"]}]}');
  await page.getByRole('button', { name: words.expertUse }).click();
  await page.getByText(words.replaces.shipped).waitFor();
  await page.getByText(words.clash('Xinhua News Agency')).waitFor();
  await expectHealthy(page, 'dialects-en-clash');
  expect(await expectComposingCommandsNothing(page)).toBeGreaterThan(4);
});

test('whoever may not manage sources reads the dialects, and is told why no new one can be made', async () => {
  const { dialect: words } = WORDS.en;
  const page = await seatOf('Lan', 'en');
  await page.goto(`${pair.songHan}/desk/sources/dialects/vna`);
  await page.getByRole('heading', { name: words.says }).waitFor();
  await expectHealthy(page, 'dialects-en-shipped');
  expect(await page.getByRole('link', { name: words.makeOwn }).count()).toBe(0);
  await page.goto(`${pair.songHan}/desk/sources/dialects/new`);
  await page.getByRole('heading', { level: 1, name: words.newTitle }).waitFor();
  expect(await page.getByRole('button', { name: words.choose }).count()).toBe(0);
});
