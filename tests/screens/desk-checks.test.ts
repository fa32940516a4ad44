import { expect, test } from 'vitest';
import { seriousFindings } from './desk-checks.ts';
import { openBrowser } from './open-browser.ts';

/** Words that turn from black to white in a second, on a ground that is black at once. */
const FADING = `<!doctype html><html lang="en"><title>Fading</title>
<style>
  :root { color-scheme: light dark } main { color: #000; transition: color 1s linear }
  @media (prefers-color-scheme: dark) { body { background: #000 } main { color: #fff } }
</style><main><h1>Flood warning</h1></main></html>`;

test('contrast is asked of colours that have come to rest, not of those on their way', async () => {
  const browser = await openBrowser();
  try {
    const page = await browser.context.newPage();
    await page.setContent(FADING);
    expect(await seriousFindings(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await seriousFindings(page)).toEqual([]);
    await page.addStyleTag({ content: 'main { color: #222 !important }' });
    expect(await seriousFindings(page)).toEqual([expect.stringContaining('color-contrast')]);
  } finally {
    await browser.close();
  }
});
