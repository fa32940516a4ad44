import { isProblemCode, PROBLEMS } from '#contract/problems.ts';
import { isJsonObject, type Json } from '#kernel/json.ts';
import { INTERFACE_LANGUAGES, type Trilingual } from '#kernel/language.ts';

/** One reason with the sentence a person reads, and the clause it comes from. */
export type Reason = { readonly code: string; readonly sentence: Trilingual; readonly clause?: string };

/**
 * A call that did not do what was asked. `status` 0: the server was not reached, so nobody knows whether it acted.
 * `next` is what the person can do, in their languages.
 */
export type Refusal = {
  readonly code: string;
  readonly status: number;
  /** What happened, when the server's code says more than its status. */
  readonly title?: Trilingual;
  readonly detail: string;
  /** What only this refusal says, as it came. */
  readonly facts?: { readonly [name: string]: Json };
  readonly next?: Trilingual;
  readonly because: readonly Reason[];
};

/** Thrown where a value cannot be returned: inside TanStack Query. */
export class CallRefused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.name = 'CallRefused';
    this.refusal = refusal;
  }
}

/** Any fault as a refusal, so that every failure reaches the person in the same four parts. */
export function refusalOf(fault: unknown): Refusal {
  if (fault instanceof CallRefused) return fault.refusal;
  if (isRefusal(fault)) return fault;
  const detail = fault instanceof Error ? fault.message : String(fault);
  return { code: 'desk-fault', status: 0, detail, because: [] };
}

function isRefusal(value: unknown): value is Refusal {
  return isJsonObject(value) && typeof value['status'] === 'number' && Array.isArray(value['because']);
}

export function unreachable(detail: string): Refusal {
  return { code: 'not-reached', status: 0, detail, because: [] };
}

/** Reads an `application/problem+json` document (RFC 9457) with this product's members; anything else by its status. */
export function parseProblem(status: number, document: unknown): Refusal {
  const problem = isJsonObject(document) ? document : {};
  const code = text(problem['code'], `http-${status}`);
  // The words of a known code are here in all three languages; of an unknown one only the server's sentence.
  const words = isProblemCode(code)
    ? PROBLEMS[code]
    : { title: parseTrilingual(problem['title']), next: parseTrilingual(problem['next']) };
  return {
    code,
    status,
    ...(words.title ? { title: words.title } : {}),
    ...(words.next ? { next: words.next } : {}),
    detail: detailOf(problem),
    ...(isJsonObject(problem['facts']) ? { facts: problem['facts'] } : {}),
    because: parseReasons(problem['because']),
  };
}

/** What only this refusal says: its detail and its facts, as short as they came. */
function detailOf(problem: { readonly [key: string]: Json }): string {
  const facts = Object.entries(isJsonObject(problem['facts']) ? problem['facts'] : {});
  const told = facts.map(
    ([name, fact]) => `${name}: ${typeof fact === 'string' ? fact : JSON.stringify(fact)}`,
  );
  return [text(problem['detail'], ''), ...told]
    .filter((part) => part !== '')
    .join(' · ')
    .slice(0, 600);
}

function text(value: Json | undefined, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

function parseTrilingual(value: unknown): Trilingual | undefined {
  if (typeof value === 'string') return { vi: value, 'zh-Hans': value, en: value };
  if (!isJsonObject(value)) return undefined;
  const [vi, hans, en] = INTERFACE_LANGUAGES.map((language) => value[language]);
  if (typeof vi !== 'string' || typeof hans !== 'string' || typeof en !== 'string') return undefined;
  return { vi, 'zh-Hans': hans, en };
}

function parseReasons(value: unknown): Reason[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    if (!isJsonObject(one)) return [];
    const sentence = parseTrilingual(one['sentence']);
    if (!sentence) return [];
    const clause = one['clause'];
    return [{ code: text(one['code'], ''), sentence, ...(typeof clause === 'string' ? { clause } : {}) }];
  });
}
