import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Person } from './person.ts';

export type PasswordRefusal = {
  readonly code: 'password-weak';
  readonly reason: 'too-short' | 'too-simple' | 'contains-name';
};

const SHORTEST = 12;
/** A phrase worth keeping has at least this many different characters. */
const FEWEST_DIFFERENT = 6;
const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'passwordpassword',
  'matkhaumatkhau',
  'mimamima',
];

/** Length decides, not kinds of characters (NIST SP 800-63B §3.1.1.2): long, not one pattern, not the person's own name. */
export function judgePassword(
  password: string,
  person: Pick<Person, 'name' | 'email'>,
): Result<string, PasswordRefusal> {
  const folded = password.normalize('NFKC').toLowerCase();
  if ([...folded].length < SHORTEST) return refuse({ code: 'password-weak', reason: 'too-short' });
  if (isOnePattern(folded)) return refuse({ code: 'password-weak', reason: 'too-simple' });
  const [mailbox = ''] = person.email.split('@');
  const names = [mailbox, ...person.name.toLowerCase().split(/\s+/u)].filter((name) => [...name].length >= 4);
  if (names.some((name) => withoutAll(folded, name).length < FEWEST_DIFFERENT)) {
    return refuse({ code: 'password-weak', reason: 'contains-name' });
  }
  return accept(password);
}

function isOnePattern(folded: string): boolean {
  if (new Set(folded).size < FEWEST_DIFFERENT) return true;
  const rest = RUNS.reduce(withoutRun, folded);
  return [...rest].length < FEWEST_DIFFERENT;
}

/** What is left when every piece of four or more that stands in the run, forward or backward, is taken out. */
function withoutRun(text: string, run: string): string {
  const both = `${run} ${[...run].toReversed().join('')}`;
  let rest = '';
  for (let at = 0; at < text.length;) {
    const length = runLength(text, at, both);
    if (length < 4) rest += text.charAt(at);
    at += length < 4 ? 1 : length;
  }
  return rest;
}

function runLength(text: string, at: number, run: string): number {
  let length = 0;
  while (at + length < text.length && run.includes(text.slice(at, at + length + 1))) length += 1;
  return length;
}

function withoutAll(text: string, part: string): string {
  return text.split(part).join('');
}
