import { parseDigest } from '#kernel/digest.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { INDEX_POLICIES, TAIL_POLICIES, type Agreement } from '#domain/agreement/agreement.ts';
import { parseCommitment } from './parse-commitments.ts';
import { parseParties } from './parse-parties.ts';
import { parseObligation, parsePermission, parseProhibition, type RuleScope } from './parse-rules.ts';
import { readDuration, readInstant } from './parse-terms.ts';
import { CONTEXT, parseAgreementUid, parseLanguageTag, PROFILE } from './profile.ts';
import {
  Misfit,
  readExactly,
  readList,
  readListOrNone,
  readObject,
  readOneOf,
  readText,
  readWith,
  type Members,
  type OdrlRefusal,
  type Spot,
} from './read-json.ts';
import { readTextByLanguage } from './read-text-by-language.ts';

const MEMBERS = [
  '@context',
  '@type',
  'uid',
  'profile',
  'conflict',
  'agreementVersion',
  'supersedes',
  'title',
  'governingLanguage',
  'textForHumans',
  'textDigest',
  'effectiveFrom',
  'effectiveUntil',
  'noticePeriod',
  'curePeriod',
  'tailPeriod',
  'tailPolicy',
  'freshness',
  'indexPolicy',
  'party',
  'permission',
  'prohibition',
  'obligation',
  'commitment',
] as const;

/**
 * Reads the JSON-LD document of an agreement in its one fixed shape (docs/protocol/agreement.md). Anything it does not
 * know is refused with its place, since an overlooked term would change what was signed. Loss-free: `printAgreement`
 * gives the same document back. Takes parsed JSON; duplicate keys are the business of whoever read the text.
 */
export function parseAgreement(document: unknown): Result<Agreement, OdrlRefusal> {
  try {
    return accept(readAgreement(readObject({ value: document, at: '' }, MEMBERS)));
  } catch (fault) {
    // The reader's own way out of nested parts; everything else is a bug and goes on.
    if (fault instanceof Misfit) return refuse(fault.refusal);
    throw fault;
  }
}

function readAgreement(members: Members): Agreement {
  readFrame(members);
  const uid = readWith(members.need('uid'), parseAgreementUid, 'urn:uuid: and a UUID in lower case');
  const parties = parseParties(members.need('party'));
  const rules = readRules(members, {
    agreement: uid,
    parties: parties.map(({ did }) => did),
    uids: new Set(),
    selectors: new Map(),
  });
  return {
    uid,
    ...readIdentity(members),
    ...readTimes(members),
    tailPolicy: readOneOf(members.need('tailPolicy'), TAIL_POLICIES),
    ...readIndexPolicy(members.maybe('indexPolicy')),
    parties,
    ...rules,
  };
}

function readFrame(members: Members): void {
  const context = readList(members.need('@context'));
  CONTEXT.forEach((expected, index) =>
    readExactly(context[index] ?? { value: undefined, at: `/@context/${index}` }, expected),
  );
  if (context.length > CONTEXT.length)
    throw new Misfit(`/@context/${CONTEXT.length}`, 'unknown-term', CONTEXT.join(', '));
  readExactly(members.need('@type'), 'Agreement');
  readExactly(members.need('profile'), PROFILE);
  readExactly(members.need('conflict'), 'prohibit');
}

type Identity = Pick<
  Agreement,
  'agreementVersion' | 'supersedes' | 'title' | 'governingLanguage' | 'textForHumans' | 'textDigest'
>;

function readIdentity(members: Members): Identity {
  const supersedes = members.maybe('supersedes');
  const textForHumans = members.maybe('textForHumans');
  const textDigest = members.maybe('textDigest');
  const digest = 'sha-256: and 43 characters of base64url';
  return {
    agreementVersion: readVersion(members.need('agreementVersion')),
    ...(supersedes ? { supersedes: readWith(supersedes, parseDigest, digest) } : {}),
    title: readTextByLanguage(members.need('title')),
    governingLanguage: readWith(members.need('governingLanguage'), parseLanguageTag, 'a BCP 47 language tag'),
    ...(textForHumans ? { textForHumans: readText(textForHumans) } : {}),
    ...(textDigest ? { textDigest: readWith(textDigest, parseDigest, digest) } : {}),
  };
}

type Times = Pick<
  Agreement,
  'effectiveFrom' | 'effectiveUntil' | 'noticePeriod' | 'curePeriod' | 'tailPeriod' | 'freshness'
>;

function readTimes(members: Members): Times {
  const effectiveFrom = readInstant(members.need('effectiveFrom'));
  const until = members.maybe('effectiveUntil');
  const cure = members.maybe('curePeriod');
  const effectiveUntil = until && readInstant(until);
  if (until && effectiveUntil && effectiveUntil <= effectiveFrom)
    throw new Misfit(until.at, 'dates', 'a moment after effectiveFrom');
  return {
    effectiveFrom,
    ...(effectiveUntil ? { effectiveUntil } : {}),
    noticePeriod: readDuration(members.need('noticePeriod')),
    ...(cure ? { curePeriod: readDuration(cure) } : {}),
    tailPeriod: readDuration(members.need('tailPeriod')),
    freshness: readDuration(members.need('freshness')),
  };
}

function readIndexPolicy(spot: Spot | undefined): Pick<Agreement, 'indexPolicy'> {
  return spot ? { indexPolicy: readOneOf(spot, INDEX_POLICIES) } : {};
}

type Rules = Pick<Agreement, 'permissions' | 'prohibitions' | 'obligations' | 'commitments'>;

/** In the order of the document form: a selector is defined by the first rule that uses it. */
function readRules(members: Members, scope: RuleScope): Rules {
  const permissions = readListOrNone(members.maybe('permission')).map((one) => parsePermission(one, scope));
  const prohibitions = readListOrNone(members.maybe('prohibition')).map((one) =>
    parseProhibition(one, scope),
  );
  const obligations = readListOrNone(members.maybe('obligation')).map((one) => parseObligation(one, scope));
  const commitments = readListOrNone(members.maybe('commitment')).map((one) => parseCommitment(one, scope));
  const known = new Set(permissions.map(({ uid }) => uid));
  permissions.forEach(({ duties }, index) =>
    duties.forEach(({ target }, at) => {
      if (target !== undefined && !known.has(target))
        throw new Misfit(`/permission/${index}/duty/${at}/target`, 'unknown-rule', 'a permission');
    }),
  );
  obligations.forEach(({ consequences }, index) =>
    consequences.forEach(({ target }, at) => {
      if (!known.has(target))
        throw new Misfit(`/obligation/${index}/consequence/${at}/target`, 'unknown-rule', 'a permission');
    }),
  );
  return { permissions, prohibitions, obligations, commitments };
}

function readVersion({ value, at }: Spot): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1)
    throw new Misfit(at, 'wrong-value', 'a whole number from 1');
  return value;
}
