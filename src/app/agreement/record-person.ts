import type { Digest } from '#kernel/digest.ts';
import type { Result } from '#kernel/result.ts';
import { judgePerson, type ActedPerson, type PersonRefusal } from '#domain/agreement/signing/judge-person.ts';
import type { SigningRole } from '#domain/agreement/signing/person-evidence.ts';
import { ruleAfter } from '#domain/agreement/signing/signing-rule.ts';
import type { PersonOnFile, SigningStore } from '#ports/signing-store.ts';
import type { Signatory } from './agreement-needs.ts';
import type { ProvenPerson } from './prove-person.ts';

/** May this person act for our side under this text now? Within the transaction that will record it, the agreement locked. */
export async function judgeActor(
  signing: SigningStore,
  by: Signatory,
  digest: Digest,
  actor: ActedPerson,
): Promise<Result<true, PersonRefusal>> {
  const { rule } = ruleAfter(await signing.ruleWishes());
  const acted = await signing.persons([digest]);
  return judgePerson(rule, acted.filter(isOf(by.agency.did)), actor);
}

/** People of one side. */
export function isOf(did: string): (person: PersonOnFile) => boolean {
  return ({ side }) => side === did;
}

export function actorOf(role: SigningRole, person: ProvenPerson | undefined): ActedPerson {
  const { personId, sentBy } = person ?? {};
  return {
    role,
    ...(personId === undefined ? {} : { personId }),
    ...(sentBy === undefined ? {} : { sentBy }),
  };
}

/** The person's evidence as it goes on file, for ever and beside the agency's signature. */
export function personOnFile(
  by: Signatory,
  digest: Digest,
  role: SigningRole,
  person: ProvenPerson,
): PersonOnFile {
  const { name, proof } = person;
  return { ...actorOf(role, person), side: by.agency.did, digest, role, name, proof, at: by.at };
}
