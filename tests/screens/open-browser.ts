import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { chromium, type BrowserContext } from 'playwright-core';

/** Debian's Chromium, quiet: without these flags it looks for hosts that a closed network does not have. */
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

type Scheme = 'light' | 'dark';

export type Look = {
  readonly language: string;
  readonly scheme: Scheme;
  readonly width: number;
  readonly height: number;
  /** `off`: as readers have it who switch it off, and many machines. */
  readonly scripts?: 'off';
};

export const USUAL_LOOK: Look = { language: 'en', scheme: 'light', width: 1400, height: 900 };

/** One browser of one person, with a profile on disk that a second start can find again. */
export type OpenBrowser = {
  readonly context: BrowserContext;
  readonly profile: string;
  /** As when the machine loses power: no page gets a last word. */
  readonly kill: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export async function openBrowser(look: Look = USUAL_LOOK, profile = newProfile()): Promise<OpenBrowser> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    args: ARGUMENTS,
    locale: look.language,
    colorScheme: look.scheme,
    viewport: { width: look.width, height: look.height },
    reducedMotion: 'reduce',
    javaScriptEnabled: look.scripts !== 'off',
  });
  return {
    context,
    profile,
    kill: () => killBrowser(context),
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

function newProfile(): string {
  return mkdtempSync(join(inject('screensFolder'), 'browser-'));
}

/** The browser's own command to crash at once; the connection breaks before an answer can come. */
async function killBrowser(context: BrowserContext): Promise<void> {
  const page = context.pages()[0] ?? (await context.newPage());
  const session = await context.newCDPSession(page);
  const gone = new Promise((resolve) => context.once('close', resolve));
  session.send('Browser.crash').catch(() => undefined);
  await gone;
}
