import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import {
  judgeLink,
  MOST_WRONG_CODES,
  type LinkRefusal,
  type SigningLink,
} from '#domain/agreement/signing/signing-link.ts';
import { ruleAfter } from '#domain/agreement/signing/signing-rule.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { mayTry, TRY_LIMITS, type ThrottleRefusal } from '#domain/newsroom/may-try.ts';
import { parseName } from '#domain/newsroom/person.ts';
import { hashToken } from '#app/newsroom/secret-token.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { TryBook } from '#ports/sign-in-tools.ts';
import type { Transact } from '#ports/transaction.ts';
import { noteDone, type AgreementNeeds } from './agreement-needs.ts';
import { approveWithin } from './approve-agreement.ts';
import type { ProvenPerson } from './prove-person.ts';
import { hashCode, type LinkStores } from './send-signing-link.ts';
import { showAgreement, type AgreementView } from './show-agreement.ts';
import { signWithin, type SignRefusal } from './sign-agreement.ts';

export type UseLinkNeeds = Omit<AgreementNeeds, 'transact'> & {
  readonly agencies: Pick<AgencyDirectory, 'list'>;
  readonly transact: Transact<LinkStores>;
  /** Failures by visitor, so that nobody goes through secrets or codes. */
  readonly tries: TryBook;
};

/** What somebody finds behind a link: for whom they would act, and the exact text. */
export type OpenedLink = {
  readonly agency: Agency;
  readonly link: SigningLink;
  readonly view: AgreementView;
};

export type OpenLinkRefusal =
  | { readonly code: 'signing-link-unknown' }
  | { readonly code: 'agreement-digest-differs'; readonly digest: string }
  | ThrottleRefusal;

/** Who comes: the secret of the address, and a key that stands for where they come from and cannot be turned back. */
export type LinkVisit = { readonly token: string; readonly visitor: string; readonly at: Instant };

/** What they typed. */
export type LinkAnswer = { readonly name: string; readonly code: string };

export type UseLinkRefusal =
  | OpenLinkRefusal
  | LinkRefusal
  | SignRefusal
  | { readonly code: 'name-invalid' }
  | { readonly code: 'signing-code-wrong'; readonly left: number }
  | { readonly code: 'signing-outside-not-allowed' };

/** Opens the text of a link; one that has ended still opens, and says how it ended. */
export async function openSigningLink(
  needs: UseLinkNeeds,
  visit: LinkVisit,
): Promise<Result<OpenedLink, OpenLinkRefusal>> {
  const found = await findLink(needs, visit);
  if (!found.ok) return found;
  const { agency, link } = found.value;
  const view = await showAgreement(needs, { agency, at: visit.at }, link.uid);
  if (!view.ok) return refuse({ code: 'signing-link-unknown' });
  const { digest } = view.value.filed;
  return digest === link.digest
    ? accept({ agency, link, view: view.value })
    : refuse({ code: 'agreement-digest-differs', digest });
}

/** Acts once, as what the link was made for: link, person, signature and the word to the partner are one transaction. */
export async function actByLink(
  needs: UseLinkNeeds,
  visit: LinkVisit,
  answer: LinkAnswer,
): Promise<Result<{ readonly done: true }, UseLinkRefusal>> {
  return withLink(needs, visit, answer, async ({ stores, agency, link, name }) => {
    const { outside } = ruleAfter(await stores.signing.ruleWishes()).rule;
    if (outside !== link.role) return refuse({ code: 'signing-outside-not-allowed' });
    const person: ProvenPerson = { name, sentBy: link.sentBy, proof: { method: 'signing-link' } };
    const order = { uid: link.uid, digest: link.digest, person };
    const by = { agency, at: visit.at };
    const acted =
      link.role === 'approver'
        ? await approveWithin(stores, by, order)
        : await signWithin(needs, stores, by, order);
    if (!acted.ok) return acted;
    await stores.signingLinks.end(link.id, { how: 'used', at: visit.at, name });
    return accept({ done: true });
  });
}

/** Says no, with a reason that the agency reads; the partner hears nothing. */
export async function rejectByLink(
  needs: UseLinkNeeds,
  visit: LinkVisit,
  answer: LinkAnswer & { readonly reason: string },
): Promise<Result<{ readonly done: true }, UseLinkRefusal>> {
  return withLink(needs, visit, answer, async ({ stores, agency, link, name }) => {
    const { reason } = answer;
    await stores.signingLinks.end(link.id, { how: 'rejected', at: visit.at, name, reason });
    await noteDone(stores, { agency, at: visit.at }, 'signing-rejected', link);
    return accept({ done: true });
  });
}

type Held = {
  readonly stores: LinkStores;
  readonly agency: Agency;
  readonly link: SigningLink;
  readonly name: string;
};

/** Holds the link, checks code and name, and only then goes on; a wrong code counts even though nothing else happens. */
async function withLink(
  needs: UseLinkNeeds,
  visit: LinkVisit,
  answer: LinkAnswer,
  act: (held: Held) => Promise<Result<{ readonly done: true }, UseLinkRefusal>>,
): Promise<Result<{ readonly done: true }, UseLinkRefusal>> {
  const found = await findLink(needs, visit);
  if (!found.ok) return found;
  const { agency } = found.value;
  const name = parseName(answer.name);
  if (name === undefined || name.length > 200) return refuse({ code: 'name-invalid' });
  const tokenHash = hashToken(needs.hash, visit.token);
  const outcome = await needs.transact(agency.id, async (stores) => {
    const held = await stores.signingLinks.lock(tokenHash);
    if (!held) return refuse({ code: 'signing-link-unknown' } as const);
    const { link } = held;
    const open = judgeLink(link, visit.at);
    if (!open.ok) return open;
    const code = answer.code.replaceAll(/[\s-]/g, '');
    if (!held.isCode(hashCode(needs.hash, visit.token, code)))
      return wrongCode(stores, agency, link, visit.at);
    return act({ stores, agency, link, name });
  });
  if (!outcome.ok && outcome.error.code === 'signing-code-wrong')
    needs.tries.noteFailure(tryKey(visit), visit.at);
  return outcome;
}

async function wrongCode(
  stores: LinkStores,
  agency: Agency,
  link: SigningLink,
  at: Instant,
): Promise<Result<never, UseLinkRefusal>> {
  await stores.signingLinks.noteWrongCode(link.id);
  const left = MOST_WRONG_CODES - link.wrongCodes - 1;
  if (left > 0) return refuse({ code: 'signing-code-wrong', left });
  await stores.signingLinks.end(link.id, { how: 'blocked', at });
  await noteDone(stores, { agency, at }, 'signing-link-blocked', link);
  return refuse({ code: 'signing-link-over', how: 'blocked' });
}

/** The agency is not named in the address, so that it says nothing; a node has few of them. */
async function findLink(
  needs: UseLinkNeeds,
  visit: LinkVisit,
): Promise<Result<{ readonly agency: Agency; readonly link: SigningLink }, OpenLinkRefusal>> {
  const key = tryKey(visit);
  const allowed = mayTry(needs.tries.failuresOf(key), TRY_LIMITS.visitor, visit.at);
  if (!allowed.ok) return allowed;
  const tokenHash = hashToken(needs.hash, visit.token);
  for (const agency of await needs.agencies.list()) {
    const link = await needs.transact(agency.id, ({ signingLinks }) => signingLinks.find(tokenHash));
    if (link) return accept({ agency, link });
  }
  needs.tries.noteFailure(key, visit.at);
  return refuse({ code: 'signing-link-unknown' });
}

function tryKey({ visitor }: LinkVisit): string {
  return `signing link ${visitor}`;
}
