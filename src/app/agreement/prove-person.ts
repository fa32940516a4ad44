import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import {
  evidenceChallenge,
  type EvidenceSubject,
  type PersonProof,
} from '#domain/agreement/signing/person-evidence.ts';
import { mayTry, TRY_LIMITS, type ThrottleRefusal } from '#domain/newsroom/may-try.ts';
import { proveCode, type ProveCodeNeeds } from '#app/newsroom/prove-code.ts';
import type { CeremonyAnswer } from '#app/newsroom/use-passkey.ts';
import { toBase64url } from '#formats/envelope/base64url.ts';
import { jwkOfCose } from '#formats/webauthn/cose-key.ts';
import type { Account, PasskeyStore } from '#ports/account-store.ts';
import type { CeremonyBook, PasskeyCeremonies, Passwords, TryBook } from '#ports/sign-in-tools.ts';
import { judgeEvidence, type EvidenceTools } from './judge-evidence.ts';

export type ProveNeeds = ProveCodeNeeds &
  EvidenceTools & {
    readonly passkeys: PasskeyStore;
    readonly passwords: Passwords;
    readonly ceremonies: PasskeyCeremonies;
    readonly ceremonyBook: CeremonyBook;
    readonly tries: TryBook;
  };

/** Someone who has shown who they are for one act: what goes on file of it, and who it was here. */
export type ProvenPerson = {
  readonly name: string;
  readonly proof: PersonProof;
  readonly personId?: string;
  /** Who sent the link by which somebody without an account came. */
  readonly sentBy?: string;
};

/** What is asked of the person before the act, the strongest that they have. */
export type AskedProof =
  | { readonly method: 'passkey'; readonly options: unknown; readonly ceremony: string }
  | { readonly method: 'password-and-code' | 'demo-seat' };

/** What the person gave. */
export type GivenProof = CeremonyAnswer | { readonly password: string; readonly code: string };

export type ProveRefusal =
  | { readonly code: 'person-unknown'; readonly personId: string }
  | { readonly code: 'signer-proof-unset' }
  | { readonly code: 'signer-proof-missing'; readonly method: 'passkey' | 'password-and-code' }
  | { readonly code: 'signer-proof-wrong' }
  | { readonly code: 'ceremony-unknown' }
  | { readonly code: 'passkey-refused' }
  | ThrottleRefusal;

type Act = Omit<EvidenceSubject, 'name'>;

/** Begins the proof of one act under one exact text: a passkey where the person has one, else password and one-time code. */
export async function askProof(
  needs: ProveNeeds,
  personId: string,
  act: Act,
  at: Instant,
): Promise<Result<AskedProof & { readonly name: string }, ProveRefusal>> {
  const found = await personWith(needs, personId);
  if (!found.ok) return found;
  const { account, method } = found.value;
  if (method !== 'passkey') return accept({ method, name: account.name });
  const known = await needs.passkeys.listOf(personId);
  const text = evidenceChallenge({ ...act, name: account.name });
  const { options, challenge } = await needs.ceremonies.assertion(text, known);
  const ceremony = needs.ceremonyBook.open({ challenge, personId }, at);
  return accept({ method, name: account.name, options, ceremony });
}

/** Judges what the person gave for exactly this act. Whoever has a passkey uses it: a password is not taken in its place. */
export async function provePerson(
  needs: ProveNeeds,
  personId: string,
  asked: { readonly act: Act; readonly given: GivenProof | undefined },
  at: Instant,
): Promise<Result<ProvenPerson, ProveRefusal>> {
  const found = await personWith(needs, personId);
  if (!found.ok) return found;
  const { account, method } = found.value;
  const { act, given } = asked;
  const proven = { name: account.name.normalize('NFC'), personId };
  if (method === 'demo-seat') return accept({ ...proven, proof: { method } });
  if (method === 'passkey') {
    if (!given || !('ceremony' in given)) return refuse({ code: 'signer-proof-missing', method });
    const proof = await passkeyProof(needs, account, { act, given }, at);
    return proof.ok ? accept({ ...proven, proof: proof.value }) : proof;
  }
  if (!given || !('password' in given)) return refuse({ code: 'signer-proof-missing', method });
  const fits = await passwordFits(needs, account, given, at);
  return fits.ok ? accept({ ...proven, proof: { method } }) : fits;
}

type Provable = { readonly account: Account; readonly method: AskedProof['method'] };

async function personWith(needs: ProveNeeds, personId: string): Promise<Result<Provable, ProveRefusal>> {
  const account = await needs.accounts.find(personId);
  if (!account) return refuse({ code: 'person-unknown', personId });
  if (account.isDemoSeat) return accept({ account, method: 'demo-seat' });
  if ((await needs.passkeys.listOf(personId)).length > 0) return accept({ account, method: 'passkey' });
  return account.passwordHash !== undefined && account.sealedCodeSecret !== undefined
    ? accept({ account, method: 'password-and-code' })
    : refuse({ code: 'signer-proof-unset' });
}

/** The assertion as it goes on file, verified twice: against this person's keys, and as anybody will verify it later. */
async function passkeyProof(
  needs: ProveNeeds,
  account: Account,
  { act, given }: { readonly act: Act; readonly given: CeremonyAnswer },
  at: Instant,
): Promise<Result<PersonProof, ProveRefusal>> {
  const refused = refuse({ code: 'passkey-refused' } as const);
  const subject = { ...act, name: account.name };
  const open = needs.ceremonyBook.close(given.ceremony, at);
  const wanted = toBase64url(new TextEncoder().encode(evidenceChallenge(subject)));
  if (open?.personId !== account.id || open.challenge !== wanted) return refuse({ code: 'ceremony-unknown' });
  const id = needs.ceremonies.credentialIdOf(given.response);
  const passkey = id === undefined ? undefined : await needs.passkeys.find(id);
  const parts = needs.ceremonies.assertionParts(given.response);
  const publicKey = passkey && jwkOfCose(passkey.publicKey);
  if (!passkey || !parts || !publicKey || passkey.personId !== account.id) return refused;
  const counter = await needs.ceremonies.verify(given.response, open.challenge, passkey);
  if (counter === undefined) return refused;
  const proof: PersonProof = { method: 'passkey', publicKey, ...parts };
  const evidence = { ...subject, at, proof };
  if (judgeEvidence(evidence, needs).verdict !== 'holds') return refused;
  await needs.passkeys.noteUse(passkey.id, counter, at);
  return accept(proof);
}

async function passwordFits(
  needs: ProveNeeds,
  account: Account,
  given: { readonly password: string; readonly code: string },
  at: Instant,
): Promise<Result<true, ProveRefusal>> {
  const key = `signer ${account.id}`;
  const allowed = mayTry(needs.tries.failuresOf(key), TRY_LIMITS.pair, at);
  if (!allowed.ok) return allowed;
  const fits = await needs.passwords.verify(account.passwordHash, given.password);
  if (fits && (await proveCode(needs, account, given.code, at)) === 'right') {
    needs.tries.forget(key);
    return accept(true);
  }
  needs.tries.noteFailure(key, at);
  return refuse({ code: 'signer-proof-wrong' });
}
