import type { KitRecord, Verdict } from './run-kit.ts';

const WIDTH = 26;
const MOST_SEEN = 300;

/** One check as a line of the table; one that failed says what was demanded, and where the specification demands it. */
export function printVerdict({ id, ok, seen, says, section }: Verdict): string {
  const line = `${ok ? 'ok  ' : 'FAIL'}  ${id.padEnd(WIDTH)}  ${seen.replaceAll('\n', ' ').slice(0, MOST_SEEN)}\n`;
  return ok ? line : `${line}      ${' '.repeat(WIDTH)}  ${section}: ${says}\n`;
}

/** The last lines of the table. */
export function printRecord({ node, agency, checks, left }: KitRecord): string {
  const failed = checks.filter(({ ok }) => !ok).length;
  const more = left.length === 0 ? '' : `; not asked without --hands: ${left.join(', ')}`;
  return `\n${agency} at ${node}: ${checks.length - failed} as specified, ${failed} not${more}\n`;
}
