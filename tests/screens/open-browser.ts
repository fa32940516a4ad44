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

/** For what should be there at once: a machine with much else to do shows it late, and nothing that is wrong by then will come. */
const PATIENCE_MS = 60_000;

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

/** A browser that is open now, and what it asked of its servers and complained of, oldest first. */
export type WatchedBrowser = { readonly context: BrowserContext; readonly told: readonly string[] };

const watched = new Set<WatchedBrowser>();

export function openBrowsers(): readonly WatchedBrowser[] {
  return [...watched];
}

function watch(context: BrowserContext): void {
  const told: string[] = [];
  const tell = (line: string): void => void told.push(`${new Date().toISOString().slice(11, 23)} ${line}`);
  context.on('request', (request) => tell(`${request.method()} ${request.url()}`));
  context.on('response', (answer) => tell(`${answer.status()} ${answer.request().method()} ${answer.url()}`));
  context.on('requestfailed', (request) => tell(`${request.failure()?.errorText} ${request.url()}`));
  context.on('console', (message) => {
    if (message.type() === 'error') tell(message.text());
  });
  context.on('weberror', (fault) => tell(fault.error().message));
  const browser = { context, told };
  watched.add(browser);
  context.once('close', () => watched.delete(browser));
}

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
  context.setDefaultTimeout(PATIENCE_MS);
  watch(context);
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
