import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stderr } from 'node:process';
import { beforeEach, inject } from 'vitest';
import type { Page } from 'playwright-core';
import { openBrowsers, type WatchedBrowser } from './open-browser.ts';

const LINES = 40;
const LETTERS = 4000;

/** A screen that did not show what was waited for shows something else: where a test fails, that is told with the error. */
beforeEach(({ onTestFailed }) => {
  onTestFailed(async () => {
    for (const browser of openBrowsers()) stderr.write(`${await whatStands(browser)}\n`);
    stderr.write(`${nodeLogs()}\n`);
  });
});

/** Each page as a reader of screens hears it, and what the browser last asked of its servers. */
export async function whatStands({ context, told }: WatchedBrowser): Promise<string> {
  const pages = await Promise.all(context.pages().map(pageText));
  return [...pages, 'asked and answered last:', ...told.slice(-LINES)].join('\n');
}

async function pageText(page: Page): Promise<string> {
  const shown = await page
    .locator('body')
    .ariaSnapshot({ timeout: 5000 })
    .catch((fault: Error) => `(${fault.message})`);
  // What stands above the rest comes last.
  return `${page.url()}\n${shown.slice(0, LETTERS)}${shown.length > 2 * LETTERS ? '\n…\n' : ''}${shown.slice(LETTERS).slice(-LETTERS)}`;
}

/** The last words of every node that a worker has or had. */
function nodeLogs(): string {
  const folder = inject('screensFolder');
  const logs = globSync('**/live/*/node.log', { cwd: folder });
  return logs
    .map(
      (name) => `${name}:\n${readFileSync(join(folder, name), 'utf8').split('\n').slice(-LINES).join('\n')}`,
    )
    .join('\n');
}
