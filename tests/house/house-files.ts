import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The top folder of the project. */
export const HOUSE = join(import.meta.dirname, '..', '..');

/** What is made, installed or running here and therefore no part of the house. */
const NOT_OURS = new Set(['.git', 'node_modules', 'dist', 'coverage']);
const NOT_OURS_AT_TOP = new Set(['data', 'package-lock.json']);

/** Every file of the house, as paths from its top with `/`, sorted. */
export function houseFiles(under = '', top = HOUSE): string[] {
  return readdirSync(join(top, under), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(top, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.split('/').some((part) => NOT_OURS.has(part)))
    .filter((path) => !NOT_OURS_AT_TOP.has(path.split('/')[0] ?? ''))
    .filter((path) => !path.endsWith('.log'))
    .toSorted();
}

export function isCode(path: string): boolean {
  return /\.tsx?$/.test(path);
}

export function isTest(path: string): boolean {
  return path.startsWith('tests/') || /\.test\.tsx?$/.test(path);
}

export function readHouse(path: string): string {
  return readFileSync(join(HOUSE, path), 'utf8');
}

/** 1-based line of a character position, for `file:line` in a finding. */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}
