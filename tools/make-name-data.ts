import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { simplified } from '#formats/lexemes/han-text.ts';

/**
 * `node tools/make-name-data.ts FOLDER` writes what names are found by in other scripts: readings of Han characters, and places under
 * their names in three languages. FOLDER is one in which `npm i hanviet-pinyin-words@2.1.7 pinyin-pro@3.29.4 cldr-localenames-full@48.2.0
 * cldr-dates-full@48.2.0` was done; the node itself needs none of them.
 */
const [folder = ''] = process.argv.slice(2);
const packages = join(folder, 'node_modules');
const names = join(import.meta.dirname, '../src/formats/names');

type Readings = { readonly [character: string]: { readonly [pinyin: string]: readonly unknown[] } };

async function writeReadings(): Promise<void> {
  const load = (path: string) => import(pathToFileURL(join(packages, path)).href);
  const { hanvietData }: { hanvietData: Readings } = await load('hanviet-pinyin-words/src/hanvietData.js');
  const { pinyin } = await load('pinyin-pro/dist/index.mjs');
  const pinyinOf = (character: string): readonly string[] =>
    pinyin(character, { toneType: 'none', multiple: true, type: 'array', v: true });
  const merged = new Map<string, { readonly vi: Set<string>; readonly py: Set<string> }>();
  for (const [traditional, byPinyin] of Object.entries(hanvietData)) {
    const character = simplified(traditional);
    const known = merged.get(character) ?? { vi: new Set(), py: new Set() };
    merged.set(character, known);
    for (const readings of Object.values(byPinyin).flat())
      if (typeof readings === 'string') known.vi.add(readings.normalize('NFC'));
    for (const one of [...pinyinOf(traditional), ...pinyinOf(character)])
      if (/^[a-z]+$/.test(one)) known.py.add(one.replaceAll('ü', 'v'));
  }
  const lines = [...merged]
    .filter(([character, { vi }]) => character.length === 1 && vi.size > 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([character, { vi, py }]) => `${character} ${[...vi].join(',')} ${[...py].join(',')}`);
  write('han-readings.json', {
    about:
      'Simplified Han characters with their Sino-Vietnamese readings (npm hanviet-pinyin-words 2.1.7, MIT, Copyright (c) 2024 Phong Phan) and their pinyin without tones (npm pinyin-pro 3.29.4, MIT, Copyright (c) 2022-present zh-lx). Written by tools/make-name-data.ts.',
    readings: lines,
  });
}

type Named = ReadonlyMap<string, string>;
const LANGUAGES = ['vi', 'zh', 'en'] as const;

function writePlaces(): void {
  const lines = [...linesOf(territories), ...linesOf(cities)];
  write('cldr-places.json', {
    about:
      'Places under their names in Vietnamese, Chinese and English: territories and exemplar cities of Unicode CLDR 48.2, Copyright © 2004-2026 Unicode, Inc., Unicode-3.0 (https://www.unicode.org/license.txt). Written by tools/make-name-data.ts.',
    places: [...new Set(lines)],
  });
}

/** Places that Chinese has a name for. What English has no name of its own for, its code names: `Asia/Ho_Chi_Minh`. */
function linesOf(read: (language: string) => Named): readonly string[] {
  const [vietnamese, chinese, english] = LANGUAGES.map(read);
  return [...(chinese ?? [])].flatMap(([code, name]) => {
    const en = english?.get(code) ?? code.replace(/^.*\//u, '').replaceAll('_', ' ');
    const line = [vietnamese?.get(code) ?? en, name, en].map(plainName);
    if (LEFT_OUT.test(en) || !/^\p{Script=Han}{2,}$/u.test(line[1] ?? '')) return [];
    return [[...new Set(line)].join('/')];
  });
}

/** No place, or one whose Chinese name another has too. */
const LEFT_OUT = /^(?:Unknown|Pseudo|Congo|Mali$|Togo$)/;

/** What stands before a bracket: `Hồng Kông, Trung Quốc`, `Myanmar (Burma)`, `中国香港特别行政区`. */
function plainName(name: string): string {
  return name
    .replace(/\s*[（([,].*$/u, '')
    .replaceAll('/', ' ')
    .replace(/^中国(.+)特别行政区$/u, '$1')
    .replace(/^Đặc khu Hành chính (.+?)(?:, Trung Quốc)?$/u, '$1')
    .replace(/ SAR China$/u, '')
    .trim();
}

function territories(language: string): Named {
  const { main } = readJson(`cldr-localenames-full/main/${language}/territories.json`);
  const found = Object.entries<string>(main[language].localeDisplayNames.territories);
  return new Map(found.filter(([code]) => /^[A-Z]{2}$/.test(code)));
}

function cities(language: string): Named {
  const { main } = readJson(`cldr-dates-full/main/${language}/timeZoneNames.json`);
  const found = new Map<string, string>();
  const walk = (node: object, path: string): void => {
    for (const [key, value] of Object.entries(node)) {
      if (key === 'exemplarCity' && typeof value === 'string') found.set(path, value);
      else if (typeof value === 'object') walk(value, `${path}/${key}`);
    }
  };
  walk(main[language].dates.timeZoneNames.zone, '');
  return found;
}

function readJson(path: string) {
  return JSON.parse(readFileSync(join(packages, path), 'utf8'));
}

function write(name: string, content: object): void {
  writeFileSync(join(names, name), `${JSON.stringify(content, undefined, 1)}\n`);
}

await writeReadings();
writePlaces();
