import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { AccountStore, PasskeyStore, SessionStore } from '#ports/account-store.ts';
import type { CeremonyBook, PasskeyCeremonies } from '#ports/sign-in-tools.ts';
import { openSession, type OpenedSession } from './open-session.ts';
import { seatOf, type MemberStores, type SeatNeeds } from './seat-of.ts';
import type { TokenTools } from './secret-token.ts';

export type PasskeyNeeds = {
  readonly accounts: AccountStore;
  readonly passkeys: PasskeyStore;
  readonly ceremonies: PasskeyCeremonies;
  readonly ceremonyBook: CeremonyBook;
};

/** `options` go to the browser as they are; `ceremony` comes back with its answer. */
export type Ceremony = { readonly options: unknown; readonly ceremony: string };

/** The browser's answer, not yet looked at. */
export type CeremonyAnswer = { readonly ceremony: string; readonly response: unknown };

export type PasskeyRefusal =
  | { readonly code: 'person-unknown'; readonly personId: string }
  | { readonly code: 'ceremony-unknown' }
  | { readonly code: 'passkey-refused' };

export type RemovePasskeyRefusal =
  | { readonly code: 'passkey-unknown' }
  | { readonly code: 'passkey-last'; readonly personId: string };

export async function beginPasskey(
  needs: PasskeyNeeds,
  personId: string,
  at: Instant,
): Promise<Result<Ceremony, PasskeyRefusal>> {
  const account = await needs.accounts.find(personId);
  if (!account) return refuse({ code: 'person-unknown', personId });
  const known = await needs.passkeys.listOf(personId);
  const { options, challenge } = await needs.ceremonies.registration(account, known);
  return accept({ options, ceremony: needs.ceremonyBook.open({ challenge, personId }, at) });
}

export async function addPasskey(
  needs: PasskeyNeeds,
  personId: string,
  { ceremony, response }: CeremonyAnswer,
  at: Instant,
): Promise<Result<true, PasskeyRefusal>> {
  const open = needs.ceremonyBook.close(ceremony, at);
  if (open?.personId !== personId) return refuse({ code: 'ceremony-unknown' });
  const passkey = await needs.ceremonies.register(response, open.challenge);
  if (!passkey) return refuse({ code: 'passkey-refused' });
  const isNew = await needs.passkeys.add({ ...passkey, personId }, at);
  return isNew ? accept(true) : refuse({ code: 'passkey-refused' });
}

/** Takes a passkey of one's own away: a lost key, an old phone. The last way in stays. */
export async function removePasskey(
  { accounts, passkeys }: Pick<PasskeyNeeds, 'accounts' | 'passkeys'>,
  personId: string,
  id: string,
): Promise<Result<true, RemovePasskeyRefusal>> {
  const known = await passkeys.listOf(personId);
  if (!known.some((one) => one.id === id)) return refuse({ code: 'passkey-unknown' });
  const account = await accounts.find(personId);
  if (known.length === 1 && account?.passwordHash === undefined)
    return refuse({ code: 'passkey-last', personId });
  await passkeys.remove(personId, id);
  return accept(true);
}

export async function beginPasskeySignIn(needs: PasskeyNeeds, at: Instant): Promise<Ceremony> {
  const { options, challenge } = await needs.ceremonies.signIn();
  return { options, ceremony: needs.ceremonyBook.open({ challenge }, at) };
}

/** A passkey is held and unlocked by the person, so it needs no password and no code beside it. */
export async function signInWithPasskey<Stores extends MemberStores>(
  needs: PasskeyNeeds & SeatNeeds<Stores> & TokenTools & { readonly sessions: SessionStore },
  { ceremony, response }: CeremonyAnswer,
  formerToken: string | undefined,
  at: Instant,
): Promise<Result<OpenedSession, PasskeyRefusal>> {
  const open = needs.ceremonyBook.close(ceremony, at);
  if (!open || open.personId !== undefined) return refuse({ code: 'ceremony-unknown' });
  const id = needs.ceremonies.credentialIdOf(response);
  const passkey = id === undefined ? undefined : await needs.passkeys.find(id);
  const counter = passkey && (await needs.ceremonies.verify(response, open.challenge, passkey));
  const seat = passkey && counter !== undefined ? await seatOf(needs, passkey.personId) : undefined;
  if (!passkey || counter === undefined || !seat) return refuse({ code: 'passkey-refused' });
  await needs.passkeys.noteUse(passkey.id, counter, at);
  const sitter = { personId: passkey.personId, agencyId: seat.agency.id, roles: seat.roles, formerToken };
  return accept(await openSession(needs, sitter, 'account', at));
}
