import type { JsonObject } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Trilingual } from '#kernel/language.ts';
import type { Agreement, AgreementParty, Did } from '#domain/agreement/agreement.ts';
import { draftFromTemplate } from '#domain/agreement/draft-from-template.ts';
import type { DraftRefusal } from '#domain/agreement/judge-answers.ts';
import { sayAgreement, type SaidClause } from '#domain/agreement/say/say-agreement.ts';
import type { TemplateAnswers } from '#domain/agreement/template-answers.ts';
import { isCurrent } from '#domain/newsroom/key-validity.ts';
import type { Agency, Partner, PartnerKey } from '#domain/newsroom/agency.ts';
import { agreementDigestInput } from '#formats/odrl/agreement-digest-input.ts';
import { parseAgreement } from '#formats/odrl/parse-agreement.ts';
import { printAgreement } from '#formats/odrl/print-agreement.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Hash, Ids } from '#ports/world.ts';
import { noteDone, type AgreementStores, type Signatory } from './agreement-needs.ts';

/**
 * The answers of the desk; who the parties are and under which keys, the node knows better. In contacts and commitments
 * `us` is our own agency.
 */
export type DraftQuestions = Omit<TemplateAnswers, 'parties'> & {
  readonly partner: Did;
  /** Further parties beside the partner. */
  readonly others?: readonly Did[];
  /** The order of all parties in the document; `give` is what the first gives. Not said: we, whose draft it is, the partner, the others. */
  readonly places?: readonly Did[];
};

export type DraftNeeds = {
  readonly transact: Transact<AgreementStores>;
  readonly keysOf: (agencyId: string) => readonly PartnerKey[];
  readonly ids: Ids;
  readonly hash: Hash;
};

export type DraftAgreementRefusal =
  | { readonly code: 'partner-unknown' }
  | { readonly code: 'partner-not-pinned' }
  | { readonly code: 'agreement-draft-invalid'; readonly field: string; readonly why: string };

/**
 * Makes a document of the answers and keeps it; nobody has signed it and nobody else sees it yet. `asked` are the answers as
 * they were given, kept beside the document so that they can be changed.
 */
export async function draftAgreement(
  needs: DraftNeeds,
  by: Signatory,
  questions: DraftQuestions,
  asked?: JsonObject,
): Promise<Result<{ readonly uid: string }, DraftAgreementRefusal>> {
  const uid = `urn:uuid:${needs.ids.uuid()}`;
  return needs.transact(by.agency.id, async (stores) => {
    const answers = await answersOf(needs, stores.partners, by.agency, questions);
    if (!answers.ok) return answers;
    const drafted = draftDocument(answers.value, uid);
    if (!drafted.ok) return drafted;
    const { canonical } = drafted.value;
    const digest = needs.hash.sha256(new TextEncoder().encode(canonical));
    const filed = {
      uid,
      version: 1,
      digest,
      canonical,
      origin: 'own',
      ...(asked ? { answers: asked } : {}),
    } as const;
    await stores.agreements.add(filed, by.at);
    await noteDone(stores, by, 'agreement-drafted', filed);
    return accept({ uid });
  });
}

const PREVIEW_UID = 'urn:uuid:00000000-0000-0000-0000-000000000000';

/** The sentences that the draft would have, and the terms behind them; nothing is kept. */
export async function previewAgreement(
  needs: DraftNeeds,
  by: Signatory,
  questions: DraftQuestions,
): Promise<
  Result<
    {
      readonly title: Trilingual;
      readonly clauses: readonly SaidClause[];
      readonly agreement: Agreement;
    },
    DraftAgreementRefusal
  >
> {
  const terms = await draftTermsOf(needs, by, questions);
  if (!terms.ok) return terms;
  const drafted = documentOf(terms.value);
  return drafted.ok ? accept({ ...drafted.value.said, agreement: drafted.value.agreement }) : drafted;
}

/** The terms that answers make, under no name of their own. */
export async function draftTermsOf(
  needs: DraftNeeds,
  by: Signatory,
  questions: DraftQuestions,
): Promise<Result<Agreement, DraftAgreementRefusal>> {
  const answers = await needs.transact(by.agency.id, ({ partners }) =>
    answersOf(needs, partners, by.agency, questions),
  );
  return answers.ok ? draftTerms(answers.value, PREVIEW_UID) : answers;
}

/**
 * The keys that a person has compared go into the document, so an asking partner has to be accepted first. A quota's month
 * ends at the taker's midnight where we know its clock, which is when the taker is us.
 */
export async function answersOf(
  { keysOf }: Pick<DraftNeeds, 'keysOf'>,
  partners: PartnerStore,
  agency: Agency,
  questions: DraftQuestions,
): Promise<Result<TemplateAnswers, DraftAgreementRefusal>> {
  const { partner, others = [], places, give, receive, contacts, commitments, ...rest } = questions;
  const order = places ?? [agency.did, partner, ...others];
  const parties = await partiesIn(order, partners, { ...agency, keys: keysOf(agency.id) });
  if (!parties.ok) return parties;
  const taken = { quotaZone: agency.timeZone };
  const isFirst = order[0] === agency.did;
  const named = (party: Did): Did => (party === 'us' ? agency.did : party);
  return accept({
    ...rest,
    parties: parties.value,
    give: isFirst ? give : { ...taken, ...give },
    ...(receive ? { receive: isFirst ? { ...taken, ...receive } : receive } : {}),
    ...(contacts ? { contacts: contacts.map((one) => ({ ...one, party: named(one.party) })) } : {}),
    ...(commitments ? { commitments: commitments.map((one) => ({ ...one, by: named(one.by) })) } : {}),
  });
}

/** The parties under the keys that a person has compared, in the order of the document. */
async function partiesIn(
  order: readonly Did[],
  partners: PartnerStore,
  us: Agency & { readonly keys: readonly PartnerKey[] },
): Promise<Result<Agreement['parties'], DraftAgreementRefusal>> {
  const parties: AgreementParty[] = [];
  for (const did of order) {
    const known = did === us.did ? accept(us) : await findPinned(partners, did);
    if (!known.ok) return known;
    parties.push(partyOf(known.value, known.value.keys));
  }
  const [first, second, ...more] = parties;
  if (!first || !second) throw new RangeError('an agreement has at least two parties');
  return accept([first, second, ...more]);
}

async function findPinned(
  partners: PartnerStore,
  did: Did,
): Promise<Result<Partner, { readonly code: 'partner-unknown' | 'partner-not-pinned' }>> {
  const partner = await partners.find(did);
  if (!partner) return refuse({ code: 'partner-unknown' });
  return partner.state === 'asking' ? refuse({ code: 'partner-not-pinned' }) : accept(partner);
}

function partyOf(
  { did, name }: { readonly did: Did; readonly name: Trilingual },
  keys: readonly PartnerKey[],
): AgreementParty {
  const key = keys.find((one) => one.role === 'sign' && isCurrent(one));
  if (!key) throw new Error(`${did} has no signing key`);
  return { did, name, keyThumbprint: key.thumbprint };
}

/** The answers as the terms that they make. */
export function draftTerms(answers: TemplateAnswers, uid: string): Result<Agreement, DraftAgreementRefusal> {
  const drafted = draftFromTemplate(answers, uid);
  return drafted.ok ? drafted : refuse(fieldRefusal(drafted.error));
}

/** The terms as the document that can be signed. */
export function documentOf(terms: Agreement, place: DraftPlace = { agreementVersion: 1 }) {
  const { supersedes: _supersedes, ...rest } = terms;
  const document = printAgreement({ ...rest, ...place });
  const canonical = agreementDigestInput(document);
  // What the partner's node would refuse is refused here, before anybody has signed it.
  const read = parseAgreement(document);
  if (!read.ok)
    return refuse({ code: 'agreement-draft-invalid' as const, field: read.error.at, why: read.error.why });
  if (canonical.includes(String.raw`\u0000`) || !canonical.isWellFormed())
    return refuse({ code: 'agreement-draft-invalid' as const, field: 'title', why: 'control-character' });
  return accept({ canonical, agreement: read.value, said: sayAgreement(read.value) });
}

function draftDocument(answers: TemplateAnswers, uid: string) {
  const terms = draftTerms(answers, uid);
  return terms.ok ? documentOf(terms.value) : terms;
}

/** Where the document stands among those of its agreement. */
type DraftPlace = Pick<Agreement, 'agreementVersion' | 'supersedes'>;

function fieldRefusal({ code, field, why }: DraftRefusal): DraftAgreementRefusal {
  return { code, field, why };
}
