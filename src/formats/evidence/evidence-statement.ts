import { parseDigest, type Digest } from '#kernel/digest.ts';
import { parseInstant, type Instant } from '#kernel/instant.ts';
import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import { INTERFACE_LANGUAGES, type InterfaceLanguage } from '#kernel/language.ts';
import type { TrailStep } from '#domain/agreement/signing/evidence-trail.ts';
import { canonicalJson } from '../envelope/canonical-json.ts';
import { readStrictJson } from '../envelope/strict-json.ts';
import { parseTrail } from './evidence-trail-json.ts';

/** The form of the pages; pages set in one are set in it for ever. */
export const EVIDENCE_LAYOUT = 1;

/**
 * What the side that issues evidence signs (JWS `pactwire-evidence+jws` over the RFC 8785 form): everything that its pages say,
 * word for word, and its trail. So they can be checked when the program words agreements otherwise.
 */
export type EvidenceStatement = {
  /** Digest of the signed agreement that it is about. */
  readonly agreement: Digest;
  readonly issuedBy: string;
  readonly issuedAt: Instant;
  /** Of the program that wrote it, and the digest of its sentences. */
  readonly release: string;
  readonly wording: Digest;
  readonly layout: typeof EVIDENCE_LAYOUT;
  readonly trail: readonly TrailStep[];
  /** Of the text of the agreement in each language, as it stands in `sheet`. */
  readonly texts: { readonly [L in InterfaceLanguage]: Digest };
  /** What the pages say, part by part. */
  readonly sheet: JsonObject;
};

export function printStatement(statement: EvidenceStatement): string {
  const { trail, texts, ...rest } = statement;
  return canonicalJson({ ...rest, texts: { ...texts }, trail: trail.map((step) => ({ ...step })) });
}

/** Reads what `printStatement` wrote, in its one spelling; undefined when it is anything else, or of another layout. */
export function parseStatement(text: string): EvidenceStatement | undefined {
  const json = readStrictJson(text);
  if (!json.ok || !isJsonObject(json.value) || canonicalJson(json.value) !== text) return undefined;
  const { issuedBy, issuedAt, release, ...pages } = json.value;
  const at = typeof issuedAt === 'string' ? parseInstant(issuedAt) : undefined;
  const said = parsePages(pages);
  if (!at || !said || typeof issuedBy !== 'string' || typeof release !== 'string') return undefined;
  return { issuedBy, issuedAt: at, release, ...said };
}

function parsePages(
  json: JsonObject,
): Omit<EvidenceStatement, 'issuedBy' | 'issuedAt' | 'release'> | undefined {
  const { agreement, wording, layout, trail, texts, sheet, ...more } = json;
  const [about, words] = [digestIn(agreement), digestIn(wording)];
  const [steps, digests] = [parseTrail(trail), parseTexts(texts)];
  if (!about || !words || !steps || !digests || !isJsonObject(sheet)) return undefined;
  if (layout !== EVIDENCE_LAYOUT || Object.keys(more).length > 0) return undefined;
  return { agreement: about, wording: words, layout: EVIDENCE_LAYOUT, trail: steps, texts: digests, sheet };
}

function parseTexts(value: unknown): EvidenceStatement['texts'] | undefined {
  if (!isJsonObject(value)) return undefined;
  const [vi, zhHans, en] = INTERFACE_LANGUAGES.map((language) => digestIn(value[language]));
  return vi && zhHans && en && Object.keys(value).length === 3 ? { vi, 'zh-Hans': zhHans, en } : undefined;
}

function digestIn(value: unknown): Digest | undefined {
  return typeof value === 'string' ? parseDigest(value) : undefined;
}
