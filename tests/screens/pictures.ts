import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { seriousFindings, sidewaysAt320 } from './desk-checks.ts';

/** Where pictures go for somebody who wants to look at them (PACTWIRE_PICTURES); nowhere otherwise. */
export async function picture(page: Page, name: string, extent: 'page' | 'window' = 'page'): Promise<void> {
  const folder = env['PACTWIRE_PICTURES'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: extent === 'page' });
}

/**
 * Nothing serious for axe, and nothing scrolls sideways in a window of 320 px. The colours of a screen are the same in every language:
 * contrast, which takes longer than all other rules together, is asked in the first that a test file shows it in.
 */
export async function expectHealthy(page: Page, name: string): Promise<void> {
  const screen = `${expect.getState().testPath} ${name.replace(/-(?:vi|zh-Hans|en)$/, '')}`;
  const leaveOut = coloursSeen.has(screen) ? ['color-contrast'] : [];
  coloursSeen.add(screen);
  expect(await seriousFindings(page, leaveOut), name).toEqual([]);
  expect(await sidewaysAt320(page), name).toBeLessThanOrEqual(0);
  await picture(page, name);
}

const coloursSeen = new Set<string>();
