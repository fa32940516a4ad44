import type { Json } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal, FormatRefusalCode } from '#domain/item/document-refusal.ts';
import { isExact } from './exact-number.ts';
import { JSON_DEPTH } from './json-depth.ts';
import { readPlainJson } from './read-plain-json.ts';

/** `refuse` a number that a double cannot hold (signed objects), or `round` it as JSON.parse does (wires). */
export type InexactNumbers = 'refuse' | 'round';

/**
 * Reads one JSON value (RFC 8259) in which every reader sees the same thing: no duplicate key, no lone surrogate, no number
 * that a double cannot hold, at most `JSON_DEPTH` levels (RFC 7493 I-JSON §2; RFC 8785 §3.1).
 * `at` of a refusal is the JSON pointer of the value, or `offset N` in characters where the text is no JSON.
 */
export function readStrictJson(
  text: string,
  inexact: InexactNumbers = 'refuse',
): Result<Json, FormatRefusal> {
  const plain = inexact === 'round' ? readPlainJson(text) : undefined;
  if (plain !== undefined) return accept(plain);
  try {
    return accept(new Reader(text, inexact).document());
  } catch (problem) {
    if (problem instanceof NotStrict) return refuse(problem.refusal);
    throw problem;
  }
}

/** Leaves the reader from any depth; caught in `readStrictJson` only. */
class NotStrict extends Error {
  readonly refusal: FormatRefusal;

  constructor(refusal: FormatRefusal) {
    super(refusal.detail);
    this.refusal = refusal;
  }
}

class Reader {
  readonly #text: string;
  readonly #inexact: InexactNumbers;
  readonly #path: (string | number)[] = [];
  #at = 0;

  constructor(text: string, inexact: InexactNumbers) {
    this.#text = text;
    this.#inexact = inexact;
  }

  document(): Json {
    this.#skipBlanks();
    const value = this.#value();
    this.#skipBlanks();
    if (this.#at < this.#text.length) this.#malformed('text after the end of the value');
    return value;
  }

  #value(): Json {
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object();
      case '[':
        return this.#array();
      case '"':
        return this.#string();
      case 't':
        return this.#word('true', true);
      case 'f':
        return this.#word('false', false);
      case 'n':
        return this.#word('null', null);
      case undefined:
        return this.#malformed('a value is missing at the end');
      default:
        return this.#number();
    }
  }

  #object(): Json {
    this.#enter();
    const members = new Map<string, Json>();
    if (!this.#isNext('}')) {
      do {
        this.#skipBlanks();
        if (this.#text[this.#at] !== '"') this.#malformed('a member name in quotes was expected');
        const name = this.#string();
        this.#path.push(name);
        if (members.has(name))
          this.#refuse('json-duplicate-key', `The name ${JSON.stringify(name)} stands twice.`);
        this.#expect(':');
        this.#skipBlanks();
        members.set(name, this.#value());
        this.#path.pop();
      } while (this.#isNext(','));
      this.#expect('}');
    }
    // fromEntries defines properties, so that "__proto__" becomes an ordinary one.
    return Object.fromEntries(members);
  }

  #array(): Json {
    this.#enter();
    const values: Json[] = [];
    if (!this.#isNext(']')) {
      do {
        this.#skipBlanks();
        this.#path.push(values.length);
        values.push(this.#value());
        this.#path.pop();
      } while (this.#isNext(','));
      this.#expect(']');
    }
    return values;
  }

  #enter(): void {
    this.#at += 1;
    if (this.#path.length >= JSON_DEPTH)
      this.#refuse('json-too-deep', `Arrays and objects nest deeper than ${JSON_DEPTH} levels.`);
  }

  #string(): string {
    const start = this.#at + 1;
    let escaped = false;
    let end = start;
    for (let code = this.#text.charCodeAt(end); code !== QUOTE; code = this.#text.charCodeAt(end)) {
      if (Number.isNaN(code) || code < 0x20) this.#malformed('a string has no end on its line');
      if (code === BACKSLASH) {
        escaped = true;
        end += 1;
      }
      end += 1;
    }
    const raw = this.#text.slice(start, end);
    if (escaped && BAD_ESCAPE.test(raw.replaceAll(/\\["\\/bfnrt]/g, '')))
      this.#malformed('a string has a wrong escape');
    this.#at = end + 1;
    const value = escaped ? raw.replace(ESCAPE, unescape) : raw;
    if (!value.isWellFormed()) this.#refuse('json-lone-surrogate', 'A string holds half of a character.');
    return value;
  }

  #number(): number {
    NUMBER.lastIndex = this.#at;
    const found = NUMBER.exec(this.#text);
    if (found === null) return this.#malformed('a value was expected');
    this.#at = NUMBER.lastIndex;
    const value = Number(found[0]);
    if (!Number.isFinite(value) || (this.#inexact === 'refuse' && !isExact(found[0], value)))
      this.#refuse('json-number-inexact', `The number ${found[0].slice(0, 60)} cannot be held exactly.`);
    return value === 0 ? 0 : value;
  }

  #word<T extends Json>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#at)) this.#malformed('a value was expected');
    this.#at += word.length;
    return value;
  }

  #isNext(character: string): boolean {
    this.#skipBlanks();
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #expect(character: string): void {
    if (!this.#isNext(character)) this.#malformed(`"${character}" was expected`);
  }

  #skipBlanks(): void {
    while (BLANKS.has(this.#text.charCodeAt(this.#at))) this.#at += 1;
  }

  #malformed(why: string): never {
    const detail = `This is no JSON: ${why}.`;
    throw new NotStrict({ code: 'json-malformed', at: `offset ${this.#at}`, detail });
  }

  #refuse(code: FormatRefusalCode, detail: string): never {
    throw new NotStrict({ code, at: pointerOf(this.#path), detail });
  }
}

/** RFC 6901: `~` and `/` inside a name are written `~0` and `~1`. */
export function pointerOf(path: readonly (string | number)[]): string {
  return path.map((step) => `/${escapedStep(String(step))}`).join('');
}

/** One step of a pointer, without the `/` before it. */
export function escapedStep(step: string): string {
  return /[~/]/.test(step) ? step.replaceAll('~', '~0').replaceAll('/', '~1') : step;
}

const BLANKS: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BAD_ESCAPE = /\\(?!u[0-9A-Fa-f]{4})/;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:u([0-9A-Fa-f]{4})|(.))/g;
const SHORT: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function unescape(_match: string, hex: string | undefined, letter: string | undefined): string {
  if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
  return SHORT[letter ?? ''] ?? letter ?? '';
}
