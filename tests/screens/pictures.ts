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

/** Nothing serious for axe, and nothing scrolls sideways in a window of 320 px. */
export async function expectHealthy(page: Page, name: string): Promise<void> {
  expect(await seriousFindings(page), name).toEqual([]);
  expect(await sidewaysAt320(page), name).toBeLessThanOrEqual(0);
  await picture(page, name);
}
