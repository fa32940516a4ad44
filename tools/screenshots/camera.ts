import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import sharp from 'sharp';

export const LANGUAGES = ['vi', 'zh-Hans', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Debian's Chromium, without its looks for hosts outside. */
const CHROMIUM = '/usr/bin/chromium';
const QUIET = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];

const SIZE = { width: 1280, height: 800 } as const;
const MOST_BYTES = 200 * 1024;

export type Camera = {
  /** A browser of its own for one person, or for a reader. */
  visitor(language: Language): Promise<{ readonly page: Page; readonly leave: () => Promise<void> }>;
};

export const camera: Camera = {
  async visitor(language) {
    const profile = mkdtempSync(join(tmpdir(), 'pactwire-browser-'));
    const context: BrowserContext = await chromium.launchPersistentContext(profile, {
      executablePath: CHROMIUM,
      args: ['--headless', ...QUIET],
      locale: language,
      colorScheme: 'light',
      viewport: SIZE,
      reducedMotion: 'reduce',
    });
    return {
      page: await context.newPage(),
      async leave() {
        await context.close();
        rmSync(profile, { recursive: true, force: true });
      },
    };
  },
};

/** Takes a demo seat by the button that bears the person's name. */
export async function takeSeat(
  page: Page,
  origin: string,
  person: string,
  language: Language,
): Promise<void> {
  await page.goto(`${origin}/desk/start`);
  const name = { vi: 'Tiếng Việt', 'zh-Hans': '中文', en: 'English' }[language];
  await page.getByText(name, { exact: true }).first().click();
  await page.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' });
  await page.getByRole('button', { name: new RegExp(person) }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/start'));
}

/** What is on the screen once nothing on it is still being read, as WebP small enough for a repository. */
export async function shoot(page: Page, address: string, file: string): Promise<void> {
  await page.goto(address);
  await page.locator('h1').first().waitFor();
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  await page.waitForLoadState('networkidle');
  writeFileSync(file, await compressed(await page.screenshot()));
}

async function compressed(png: Buffer): Promise<Buffer> {
  for (const quality of [86, 76, 66, 50, 35]) {
    const webp = await sharp(png).webp({ quality, effort: 6 }).toBuffer();
    if (webp.byteLength <= MOST_BYTES) return webp;
  }
  throw new Error(`no WebP of this screen has at most ${MOST_BYTES} bytes`);
}
