import { expect, test } from 'vitest';
import { openBrowser, openBrowsers } from './open-browser.ts';
import { whatStands } from './tell-failure.ts';

test('of a screen that failed it is told what stands on it, and what it asked in vain', async () => {
  const before = openBrowsers().length;
  const browser = await openBrowser();
  const page = await browser.context.newPage();
  await page.setContent('<main><h1>Nước lên</h1><img src="http://127.0.0.1:9/none.png" alt=""></main>');
  const [one] = openBrowsers().slice(before);
  await expect
    .poll(async () => one && whatStands(one))
    .toMatch(/heading "Nước lên"[\S\s]*ERR_\w+ http:\/\/127\.0\.0\.1:9\/none\.png/);
  await browser.close();
  expect(openBrowsers().length).toBe(before);
});
