import { AxeBuilder } from '@axe-core/playwright';
import type { CDPSession, ConsoleMessage, Page } from 'playwright-core';
import { expect } from 'vitest';
import { benchFields } from './desk-pages.ts';
import { openBrowser, type Look } from './open-browser.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Until nothing on the page is on its way from one colour or place to another; what turns without end is not waited for. */
async function untilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // A change of light or dark is heard in one frame and begins to show in the next.
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** What axe finds serious or worse on this screen, as `rule: first element`. Empty is what we want. */
export async function seriousFindings(page: Page, leaveOut: readonly string[] = []): Promise<string[]> {
  await untilStill(page);
  // It stays with the page: brought anew, it would be read and warmed up anew each time.
  const isThere = await page.evaluate(() => 'axe' in window);
  const { violations } = await new AxeBuilder({ page, ...(isThere ? { axeSource: ';' } : {}) })
    // What passes is not told at length; every rule is asked all the same.
    .options({ resultTypes: ['violations'] })
    .withTags(WCAG)
    .disableRules([...leaveOut])
    // One document without frames: no second page is needed to gather results in.
    .setLegacyMode()
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')} (${nodes.length})`);
}

/** By how much the page is wider than a window of 320 px: nothing may scroll sideways there (WCAG 1.4.10). */
export async function sidewaysAt320(page: Page): Promise<number> {
  const usual = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 700 });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (usual) await page.setViewportSize(usual);
  return over;
}

/** Everything the page or its content policy complained of while `act` ran. */
export async function complaintsDuring(page: Page, act: () => Promise<void>): Promise<string[]> {
  const complaints: string[] = [];
  const onConsole = (message: ConsoleMessage): void => {
    if (message.type() === 'error') complaints.push(`${page.url()} ${message.text()}`);
  };
  const onFault = (fault: Error): void => void complaints.push(`${page.url()} ${fault.message}`);
  page.on('console', onConsole);
  page.on('pageerror', onFault);
  await act();
  page.off('console', onConsole);
  page.off('pageerror', onFault);
  return complaints;
}

/** Types as an input method does: a composition that the keys Enter, Escape, arrows and digits belong to. */
async function compose(page: Page, parts: readonly string[], commit: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  for (const text of parts) {
    await session.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
    for (const key of ['ArrowDown', 'ArrowUp', '1']) await composingKey(session, key);
  }
  await composingKey(session, 'Enter');
  await composingKey(session, 'Escape');
  await session.send('Input.insertText', { text: commit });
  await session.detach();
}

/** A key that the input method has taken reaches the page as 229, whatever it was. */
async function composingKey(session: CDPSession, key: string): Promise<void> {
  const event = { key, windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 };
  await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...event });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
}

/**
 * Composes in every text field of the screen that stands open and asserts that no key of the composition did anything:
 * same address, same sheets, and the committed text in the field.
 */
export async function expectComposingCommandsNothing(page: Page): Promise<number> {
  const fields = page.locator(
    'textarea:visible:not([readonly]), :is(input[type="text"], input[type="search"], input[type="url"], input:not([type])):visible:not([inputmode])',
  );
  const count = await fields.count();
  // The last first: what is typed into a filter of the wire can take away the fields behind it.
  for (let at = count - 1; at >= 0; at -= 1) {
    const field = fields.nth(at);
    await field.focus();
    await field.fill('');
    // A search waits for a pause in typing and then stands in the address: that is no command.
    const path = new URL(page.url()).pathname;
    const dialogs = await page.getByRole('dialog').count();
    await compose(page, ['x', 'xia', 'xiang'], '峴港');
    await expect.poll(() => field.inputValue()).toBe('峴港');
    expect(new URL(page.url()).pathname).toBe(path);
    expect(await page.getByRole('dialog').count()).toBe(dialogs);
  }
  return count;
}

type Kept = {
  readonly address: string;
  readonly look: Look;
  /** Signs a browser in. */
  readonly signIn: (page: Page) => Promise<void>;
  /** Cuts the server off before the last words are typed, so that only the browser can hold them. */
  readonly cutOff: (page: Page) => Promise<unknown>;
};

/** Types half a sentence, kills the browser in the middle of it, opens it again and answers what the field holds. */
export async function textAfterKilledBrowser(needs: Kept, sentence: string): Promise<string> {
  const first = await openBrowser(needs.look);
  const page = first.context.pages()[0] ?? (await first.context.newPage());
  await needs.signIn(page);
  await page.goto(needs.address);
  const field = benchFields(page).first();
  await field.waitFor();
  await needs.cutOff(page);
  await field.fill('');
  await field.pressSequentially(sentence);
  await page.locator('.save-state[data-kept="true"]').waitFor();
  await first.kill();

  const second = await openBrowser(needs.look, first.profile);
  const again = second.context.pages()[0] ?? (await second.context.newPage());
  try {
    // A killed browser may not have written its newest cookies: the person sits down again.
    await needs.signIn(again);
    await again.goto(needs.address);
    await benchFields(again).first().waitFor();
    return await benchFields(again).first().inputValue();
  } finally {
    await second.close();
  }
}
