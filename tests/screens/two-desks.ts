import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { DemoPair } from './demo-pair.ts';
import { settled, takeSeat, type DeskLanguage } from './desk-pages.ts';
import { openBrowser, USUAL_LOOK } from './open-browser.ts';

/** A person at one desk, in a browser of their own. */
export type AtDesk = {
  readonly page: Page;
  readonly press: (name: string) => Promise<void>;
  /** Opens an address under `/desk`. */
  readonly open: (address: string) => Promise<void>;
  /** Opens the address until the other side's news has arrived. */
  readonly arrives: (address: string, text: string) => Promise<void>;
};

/** Minh and 陈静, the chiefs of the two newsrooms of a pair, each at a desk. */
export type TwoDesks = {
  /** Takes the seats, each in a language. */
  readonly sit: (ours: DeskLanguage, theirs: DeskLanguage) => Promise<readonly [AtDesk, AtDesk]>;
  readonly close: () => Promise<void>;
};

export async function openTwoDesks({ songHan, luJiang }: DemoPair): Promise<TwoDesks> {
  const browsers = await Promise.all([openBrowser(USUAL_LOOK), openBrowser(USUAL_LOOK)]);
  const [ours, theirs] = await Promise.all(
    browsers.map(async ({ context }) => context.pages()[0] ?? (await context.newPage())),
  );
  if (!ours || !theirs) throw new Error('no browser');
  return {
    sit: (inOurs, inTheirs) =>
      Promise.all([
        takeSeat(ours, songHan, 'Minh', inOurs).then(() => atDesk(ours, songHan)),
        takeSeat(theirs, luJiang, '陈静', inTheirs).then(() => atDesk(theirs, luJiang)),
      ]),
    close: async () => void (await Promise.all(browsers.map((one) => one.close()))),
  };
}

function atDesk(page: Page, base: string): AtDesk {
  const open = async (address: string): Promise<void> => {
    await page.goto(`${base}/desk${address}`);
    await settled(page);
  };
  return {
    page,
    press: (name) => page.getByRole('button', { name, exact: true }).first().click(),
    open,
    arrives: (address, text) =>
      expect
        .poll(
          async () => {
            await open(address);
            return page.locator('main').textContent();
          },
          { timeout: 60_000, interval: 500 },
        )
        .toContain(text),
  };
}
