import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { camera, LANGUAGES, shoot, takeSeat, type Language } from './screenshots/camera.ts';
import { openDemoPair, withholdOne, type DemoPair } from './screenshots/open-demo-pair.ts';

/**
 * Pictures of the running demo. `node tools/screenshots.ts` writes those of README.md into docs/pictures;
 * `node tools/screenshots.ts FOLDER` writes every screen in three languages there, to be looked at.
 */
const PICTURES = join(import.meta.dirname, '../docs/pictures');

type Screen = { readonly name: string; readonly path: (pair: DemoPair) => string };

/** At the desk of the agency that takes. */
const DESK: readonly Screen[] = [
  { name: 'today', path: () => '/desk/' },
  { name: 'wire', path: () => '/desk/wire' },
  { name: 'translation', path: ({ translation }) => `/desk/t/${translation}` },
  { name: 'published', path: () => '/desk/published' },
  { name: 'corrections', path: () => '/desk/corrections' },
  { name: 'drills', path: () => '/desk/corrections?tab=drills' },
  { name: 'agreements', path: () => '/desk/agreements' },
  { name: 'agreement-new', path: () => '/desk/agreements/new' },
  { name: 'partners', path: () => '/desk/partners' },
  { name: 'sources', path: () => '/desk/sources' },
  { name: 'destinations', path: () => '/desk/destinations' },
  { name: 'destination', path: ({ destination }) => `/desk/destinations/${destination}` },
  { name: 'destination-new', path: () => '/desk/destinations?add=1' },
  { name: 'people', path: () => '/desk/people' },
];

async function forReadme(pair: DemoPair): Promise<void> {
  const editor = await camera.visitor('en');
  await takeSeat(editor.page, pair.songHan, 'Lan', 'en');
  await shoot(editor.page, `${pair.songHan}/desk/wire`, join(PICTURES, 'wire.webp'));
  await editor.leave();
  const reader = await camera.visitor('zh-Hans');
  // Tall enough for the whole story and what stands under it.
  await reader.page.setViewportSize({ width: 1280, height: 1600 });
  await shoot(reader.page, pair.page, join(PICTURES, 'portal.webp'));
  await reader.leave();
}

async function everyScreen(pair: DemoPair, folder: string): Promise<void> {
  const stopped = await withholdOne(pair.luJiang);
  for (const language of LANGUAGES) await inLanguage(pair, language, { folder, stopped });
}

async function inLanguage(
  pair: DemoPair,
  language: Language,
  { folder, stopped }: { readonly folder: string; readonly stopped: string },
): Promise<void> {
  const { page, leave } = await camera.visitor(language);
  const file = (name: string): string => join(folder, `${name}.${language}.webp`);
  await shoot(page, `${pair.luJiang}/desk/start`, file('start'));
  await takeSeat(page, pair.luJiang, '陈静', language);
  for (const { name, path } of DESK) await shoot(page, `${pair.luJiang}${path(pair)}`, file(name));
  await shoot(page, `${pair.luJiang}/desk/s/${stopped}/withhold`, file('withheld'));
  const portal = language === 'zh-Hans' ? pair.luJiang : pair.songHan;
  await shoot(page, `${portal}/${language.toLowerCase()}/`, file('portal-home'));
  await shoot(page, `${portal}/${language.toLowerCase()}/transparency`, file('portal-log'));
  await shoot(page, pair.page, file('portal-story'));
  await leave();
}

const [folder] = process.argv.slice(2);
const pair = await openDemoPair((line) => console.error(line));
try {
  mkdirSync(folder ?? PICTURES, { recursive: true });
  await (folder === undefined ? forReadme(pair) : everyScreen(pair, folder));
} finally {
  await pair.close();
}
process.exit(0);
