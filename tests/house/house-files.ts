import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The top folder of the project. */
export const HOUSE = join(import.meta.dirname, '..', '..');

/** What is made, installed or running here and therefore no part of the house. */
const NOT_OURS = new Set(['.git', 'node_modules', 'dist', 'coverage']);
const NOT_OURS_AT_TOP = new Set(['data', 'package-lock.json']);

/** Every file of the house, as paths from its top with `/`, sorted. */
export function houseFiles(under = '', top = HOUSE): string[] {
  return filesBelow(top, under).toSorted();
}

function filesBelow(top: string, folder: string): string[] {
  return readdirSync(join(top, folder), { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name) || entry.name.endsWith('.log')) return [];
    if (folder === '' && NOT_OURS_AT_TOP.has(entry.name)) return [];
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(top, path);
    return entry.isFile() ? [path] : [];
  });
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
