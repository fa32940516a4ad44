import type { Digest } from '#kernel/digest.ts';
import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';
import { ALL_SENTENCES } from '#domain/agreement/say/all-sentences.ts';
import type { PartnerKey } from '#domain/newsroom/agency.ts';
import { canonicalJson } from '#formats/envelope/canonical-json.ts';
import { verifyCompact } from '#formats/envelope/compact-jws.ts';
import { openGeneral, printGeneral, signSeparately, type GeneralJws } from '#formats/envelope/general-jws.ts';
import type { EvidenceFile } from '#formats/evidence/evidence-file.ts';
import {
  EVIDENCE_LAYOUT,
  parseStatement,
  printStatement,
  type EvidenceStatement,
} from '#formats/evidence/evidence-statement.ts';
import type { EvidenceSheet } from '#ports/evidence-printer.ts';
import type { Signer } from '#ports/keys.ts';
import type { Hash } from '#ports/world.ts';
import { evidenceSheet } from './evidence-sheet.ts';
import type { VerifiedEvidence } from './verify-evidence.ts';
import type { JudgingTools } from './verify-signed-agreement.ts';

/** Signs what the pages of this evidence say, for the side that issues it. */
export function makeStatement(
  { verified, file }: { readonly verified: VerifiedEvidence; readonly file: EvidenceFile },
  sheet: EvidenceSheet,
  { kid, sign }: Signer,
  { release, hash }: { readonly release: string; readonly hash: Hash },
): GeneralJws {
  const { issuedBy, issuedAt, trail } = file;
  const text = printStatement({
    agreement: verified.digest,
    issuedBy,
    issuedAt,
    release,
    wording: wordingOf(hash),
    layout: EVIDENCE_LAYOUT,
    trail,
    texts: textDigests(sheet, hash),
    sheet: { ...sheet },
  });
  const bytes = new TextEncoder().encode(text);
  return printGeneral(bytes, [signSeparately({ kid, typ: 'pactwire-evidence+jws' }, bytes, sign)]);
}

/** A statement that holds, and what its reader should know of it beside. */
export type JudgedStatement = {
  readonly sheet: EvidenceSheet;
  readonly release: string;
  readonly kid: string;
  /** The issuing side signed the agreement with this very key; else with a later one, for people to compare. */
  readonly isKeyNamed: boolean;
  /** `former`: today's program would say the same terms in other words. No reason for doubt. */
  readonly wording: 'todays' | 'former';
};

export type StatementRefusal = {
  readonly code: 'evidence-statement-invalid';
  readonly because: 'form' | 'key' | 'signature' | 'agreement' | 'trail' | 'texts' | 'facts' | 'words';
};

/**
 * Does the issuing side stand by what the pages say? Names, keys, signatures, people, moments and steps must be those of the
 * verified file; the words may be those of another release, which the signature alone answers for. Words
 * that claim to be of this release must be its own.
 */
export function judgeStatement(
  verified: VerifiedEvidence,
  file: EvidenceFile & { readonly statement: GeneralJws },
  tools: JudgingTools & { readonly release: string },
): Result<JudgedStatement, StatementRefusal> {
  const opened = openStatement(verified, file, tools);
  if (!opened.ok) return opened;
  const { statement, key } = opened.value;
  const { issuedBy, texts, wording, release, sheet } = statement;
  const other = otherThan(statement, file, verified);
  if (other) return no(other);
  const today = evidenceSheet(verified, file);
  if (!saysTheSame(today, sheet)) return no('facts');
  if (canonicalJson({ ...textDigests(sheet, tools.hash) }) !== canonicalJson({ ...texts }))
    return no('texts');
  const isTodays = canonicalJson({ ...today }) === canonicalJson(sheet);
  const isOurs = release === tools.release && wording === wordingOf(tools.hash);
  if (isOurs && canonicalJson({ ...today.texts }) !== canonicalJson({ ...sheet.texts })) return no('words');
  const named = verified.agreement.parties.find(({ did }) => did === issuedBy)?.keyThumbprint;
  return accept({
    sheet,
    release,
    kid: key.kid,
    isKeyNamed: key.thumbprint === named,
    wording: isTodays ? 'todays' : 'former',
  });
}

/** It must be about this file: its agreement, its issuer and moment, its trail step by step. */
function otherThan(
  { agreement, issuedBy, issuedAt, trail }: EvidenceStatement,
  file: EvidenceFile,
  { digest }: VerifiedEvidence,
): 'agreement' | 'trail' | undefined {
  if (agreement !== digest || issuedBy !== file.issuedBy || issuedAt !== file.issuedAt) return 'agreement';
  const isSame = canonicalJson(trail.map(plain)) === canonicalJson(file.trail.map(plain));
  return isSame ? undefined : 'trail';
}

function openStatement(
  { keys }: VerifiedEvidence,
  { statement, issuedBy }: EvidenceFile & { readonly statement: GeneralJws },
  { verify }: JudgingTools,
): Result<{ readonly statement: EvidenceStatement; readonly key: PartnerKey }, StatementRefusal> {
  const opened = openGeneral(statement, 'pactwire-evidence+jws');
  const [only, ...others] = opened.ok ? opened.value : [];
  if (!only || others.length > 0) return no('form');
  const { kid } = only.header;
  const key = keys.find((one) => one.kid === kid);
  if (!key || !kid.startsWith(`${issuedBy}#`)) return no('key');
  const text = verifyCompact(only, key, verify);
  if (!text.ok) return no('signature');
  const read = parseStatement(text.value);
  return read ? accept({ statement: read, key }) : no('form');
}

function textDigests({ texts }: Pick<EvidenceSheet, 'texts'>, hash: Hash): EvidenceStatement['texts'] {
  const digest = (language: InterfaceLanguage): Digest => digestOf({ ...texts[language] }, hash);
  return { vi: digest('vi'), 'zh-Hans': digest('zh-Hans'), en: digest('en') };
}

function wordingOf(hash: Hash): Digest {
  return digestOf(ALL_SENTENCES, hash);
}

function digestOf(value: JsonObject, hash: Hash): Digest {
  return hash.sha256(new TextEncoder().encode(canonicalJson(value)));
}

function plain<T extends object>(step: T): T {
  return { ...step };
}

/** Where the program chooses the words; everything else on the pages is a fact of the file. */
const WORDED =
  /^\/(lead|compare|headings|attachment\/about|facts\/\d+\/0|persons\/\d+\/(role|method)|trail\/\d+\/what)\//;
const CLAUSES = /^\/texts\/[^/]+\/clauses$/;
const PREAMBLE = /^\/texts\/[^/]+\/preamble$/;

/** The sheet that was signed has the form of today's, and the same in every place that is no choice of words. */
function saysTheSame(today: EvidenceSheet, told: JsonObject): told is EvidenceSheet & JsonObject {
  return isAlike({ ...today }, told, '');
}

function isAlike(today: Json, told: Json | undefined, at: string): boolean {
  if (CLAUSES.test(at)) return Array.isArray(told) && told.every(isClause);
  if (Array.isArray(today))
    return (
      Array.isArray(told) &&
      told.length === today.length &&
      today.every((one: Json, index) => isAlike(one, told[index], `${at}/${index}`))
    );
  if (isJsonObject(today))
    return (
      isJsonObject(told) &&
      Object.keys(told).length === Object.keys(today).length &&
      Object.entries(today).every(([name, one]) => isAlike(one, told[name], `${at}/${name}`))
    );
  return WORDED.test(`${at}/`) || PREAMBLE.test(at) ? typeof told === 'string' : told === today;
}

function isClause(value: Json): boolean {
  if (!isJsonObject(value)) return false;
  const { number, sentence, ...more } = value;
  return Number.isSafeInteger(number) && typeof sentence === 'string' && Object.keys(more).length === 0;
}

function no(because: StatementRefusal['because']): Result<never, StatementRefusal> {
  return refuse({ code: 'evidence-statement-invalid', because });
}
