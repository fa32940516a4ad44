import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { until } from '#cli/demo/until.ts';
import { readTranslation, saveTranslation, startTranslation } from '#contract/translation.ts';
import { listWire } from '#contract/wire.ts';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { DESK_LANGUAGES, follow, takeSeat, WORDS } from './desk-pages.ts';
import { openBrowser, USUAL_LOOK, type OpenBrowser } from './open-browser.ts';
import { expectHealthy } from './pictures.ts';

const FRUIT = { q: 'trái cây', as: '水果' };

let pair: DemoPair;
let browser: OpenBrowser | undefined;
let page: Page;

beforeAll(async () => {
  pair = await openDemoPair();
  const { chief, editor } = await newsroomDesk(pair.songHan);
  const { stories } = await chief.demand(listWire, { query: { q: `"${FRUIT.q}"`, from: 'own' } });
  const params = { id: stories[0]?.id ?? '' };
  const { id } = await editor.demand(startTranslation, { params, body: { language: 'zh-Hans' } });
  const { revision, blocks } = await editor.demand(readTranslation, { params: { id } });
  const translated = blocks.map((block) => ({
    id: block.id,
    text: block.source.toLowerCase().includes(FRUIT.q) ? FRUIT.as : '其他',
    state: 'confirmed' as const,
  }));
  await editor.demand(saveTranslation, { params: { id }, body: { revision, blocks: translated } });
  await until('the translation is remembered', async () => {
    const { soughtAs } = await chief.demand(listWire, { query: { q: FRUIT.q } });
    return soughtAs.length > 0;
  });
  browser = await openBrowser(USUAL_LOOK);
  page = browser.context.pages()[0] ?? (await browser.context.newPage());
});
afterAll(async () => {
  await browser?.close();
  await pair?.close();
});

test.each(DESK_LANGUAGES)(
  'a question is put into another language by what the house has translated itself, and the chip says so, in %s',
  async (language) => {
    const { wire } = WORDS[language];
    await takeSeat(page, pair.songHan, 'Lan', language);
    await follow(page, `/desk/wire?q=${encodeURIComponent(FRUIT.q)}`);
    const chip = page.getByRole('button', {
      name: `${wire.onlyAsTyped(FRUIT.q)} · ${wire.byOwnTranslations}`,
    });
    expect(await chip.textContent()).toBe(`${FRUIT.q} → ${FRUIT.as}${wire.byOwnTranslations}`);
    await expectHealthy(page, `own-memory-${language}`);
    await chip.click();
    await page.getByRole('button', { name: wire.alsoTranslated(FRUIT.q) }).waitFor();
  },
);
