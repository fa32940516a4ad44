import type { InterfaceLanguage } from '#kernel/language.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { linkEnd, type SigningLink } from '#domain/agreement/signing/signing-link.ts';
import { ruleAfter } from '#domain/agreement/signing/signing-rule.ts';
import { parseName } from '#domain/newsroom/person.ts';
import { hashToken, newToken } from '#app/newsroom/secret-token.ts';
import type { SigningLinkStore } from '#ports/signing-link-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Chance, Hash, Ids } from '#ports/world.ts';
import { noteDone, type AgreementStores, type Signatory } from './agreement-needs.ts';
import type { SignRefusal } from './sign-agreement.ts';
import { findDocument } from './talks/find-document.ts';

export type LinkStores = AgreementStores & { readonly signingLinks: SigningLinkStore };

export type SendLinkNeeds = {
  readonly transact: Transact<LinkStores>;
  readonly publicOrigin: string;
  readonly chance: Chance;
  readonly hash: Hash;
  readonly ids: Ids;
};

/** The address goes one way, the code another; neither can be shown again. */
export type SentLink = { readonly link: SigningLink; readonly url: string; readonly code: string };

export type SendLinkRefusal =
  | SignRefusal
  | { readonly code: 'signing-outside-not-allowed' }
  | { readonly code: 'name-invalid' };

type Sender = Signatory & { readonly personId: string };

type LinkOrder = {
  readonly uid: string;
  readonly digest: string;
  readonly invitee: string;
  readonly language: InterfaceLanguage;
  readonly days: number;
};

/** Makes a link for one exact text and one person outside, who counts as what the agency's rule says. */
export async function sendSigningLink(
  needs: SendLinkNeeds,
  by: Sender,
  order: LinkOrder,
): Promise<Result<SentLink, SendLinkRefusal>> {
  const invitee = parseName(order.invitee);
  if (invitee === undefined) return refuse({ code: 'name-invalid' });
  const token = newToken(needs.chance);
  const code = newCode(needs.chance);
  return needs.transact(by.agency.id, async (stores) => {
    const { outside } = ruleAfter(await stores.signing.ruleWishes()).rule;
    if (outside === 'nobody') return refuse({ code: 'signing-outside-not-allowed' });
    const found = await findDocument(stores, order);
    if (!found.ok) return found;
    const { filed } = found.value.document;
    const link: SigningLink = {
      id: needs.ids.uuid(),
      uid: order.uid,
      digest: filed.digest,
      role: outside,
      invitee,
      language: order.language,
      sentBy: by.personId,
      sentAt: by.at,
      expiresAt: linkEnd(by.at, order.days),
      wrongCodes: 0,
    };
    const hashes = { tokenHash: hashToken(needs.hash, token), codeHash: hashCode(needs.hash, token, code) };
    await stores.signingLinks.add({ ...link, ...hashes });
    await noteDone(stores, by, 'signing-link-sent', filed);
    return accept({ link, url: `${needs.publicOrigin}/sign/${token}`, code });
  });
}

/** Takes a link back; whoever opens it hears so. */
export async function revokeSigningLink(
  needs: Pick<SendLinkNeeds, 'transact'>,
  by: Sender,
  order: { readonly uid: string; readonly id: string },
): Promise<Result<{ readonly done: true }, { readonly code: 'signing-link-unknown' }>> {
  return needs.transact(by.agency.id, async (stores) => {
    const link = (await stores.signingLinks.of(order.uid)).find(({ id }) => id === order.id);
    if (!link) return refuse({ code: 'signing-link-unknown' });
    const ended = await stores.signingLinks.end(link.id, { how: 'revoked', at: by.at });
    if (ended) await noteDone(stores, by, 'signing-link-revoked', link);
    return accept({ done: true });
  });
}

export async function listSigningLinks(
  { transact }: Pick<SendLinkNeeds, 'transact'>,
  agencyId: string,
  uid: string,
): Promise<readonly SigningLink[]> {
  return transact(agencyId, ({ signingLinks }) => signingLinks.of(uid));
}

const CODES = 100_000_000;

function newCode(chance: Chance): string {
  const number = chance.bytes(6).reduce((sum, byte) => sum * 256 + byte, 0);
  return String(number % CODES).padStart(8, '0');
}

/** Bound to the secret of its link, so that eight digits cannot be tried out against what the database holds. */
export function hashCode(hash: Hash, token: string, code: string) {
  return hash.sha256(new TextEncoder().encode(`signing code ${token} ${code}`));
}
