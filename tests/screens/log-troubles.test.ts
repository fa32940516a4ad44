import type { Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { DESK_LANGUAGES, settled, takeSeat, WORDS } from './desk-pages.ts';
import { openBrowser, USUAL_LOOK, type OpenBrowser } from './open-browser.ts';
import { expectHealthy } from './pictures.ts';

let pair: DemoPair;
let browser: OpenBrowser | undefined;
let page: Page;

beforeAll(async () => {
  pair = await openDemoPair();
  browser = await openBrowser(USUAL_LOOK);
  page = browser.context.pages()[0] ?? (await browser.context.newPage());
  await page.route('**/api/today', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), ...TROUBLES } });
  });
});
afterAll(async () => {
  await browser?.close();
  await pair?.close();
});

const LONG = {
  vi: 'Ban Đối ngoại và Hợp tác quốc tế Đài Phát thanh – Truyền hình Sông Hàn',
  'zh-Hans': '鹭江广播电视台对外交流与国际合作部',
  en: 'Department of External Relations and International Cooperation, Lujiang Broadcasting',
};

/** A log that stands still and two others that do not agree take hours of two broken nodes; the rest of the answer is the node's own. */
const TROUBLES = {
  logStopped: 'log-rolled-back',
  logDeclined: [
    {
      did: 'did:web:lu-jiang.example',
      name: LONG,
      reason: 'inconsistent',
      said: 'HTTP 422: {"code":"witness-declines","facts":{"reason":"inconsistent","size":4117}}',
      since: '2026-11-28T03:12:00.000Z',
    },
  ],
  logContradicting: [
    { did: 'did:web:mekong.example', name: LONG, at: '2026-11-29T22:05:00.000Z', isProven: true },
    { did: 'did:web:nan-ning.example', name: LONG, at: '2026-11-29T23:05:00.000Z', isProven: false },
  ],
};

test.each(DESK_LANGUAGES)(
  'what is wrong with a transparency log stands first on the day of the desk, in %s',
  async (language) => {
    const { log } = WORDS[language];
    await takeSeat(page, pair.songHan, 'Minh', language);
    await page.getByText(log.stopped['log-rolled-back']).waitFor();
    for (const words of [log.trouble, log.contradicts, log.unproven, log.declines, log.why.inconsistent])
      await page.getByText(words).first().waitFor();
    await settled(page);
    await expectHealthy(page, `today-log-troubles-${language}`);
  },
);
