import type { Digest } from '#kernel/digest.ts';
import type { PersonEvidence } from '#domain/agreement/signing/person-evidence.ts';
import { parsePerson } from '#formats/evidence/person-json.ts';
import type { EntryArrival } from '#app/channel/entry-effect.ts';
import type { AgreementStores } from './agreement-needs.ts';
import { judgeEvidence, type EvidenceTools } from './judge-evidence.ts';

/** One approver and one signatory of a side. */
const MOST_PERSONS = 2;

/**
 * The people who acted for the partner, as it tells with its signature. What binds the partner is its key; evidence that does
 * not read, is about something else or does not hold is noted and left out, and takes nothing from the signature.
 */
export async function receivePersons(
  tools: EvidenceTools,
  stores: Pick<AgreementStores, 'signing' | 'activities'>,
  { received, partner, at }: EntryArrival,
  digest: Digest,
): Promise<void> {
  const { persons: sent } = received.entry.data;
  if (!Array.isArray(sent)) return;
  const told = new Map<string, PersonEvidence>();
  for (const json of sent.slice(0, MOST_PERSONS)) {
    const person = parsePerson(json);
    const isTheirs = person?.side === partner.did && person.digest === digest;
    if (person && isTheirs && judgeEvidence(person, tools).verdict !== 'does-not-hold') {
      told.set(person.role, person);
      continue;
    }
    await stores.activities.record({
      at,
      what: 'evidence-refused',
      subject: received.entry.id,
      facts: { partner: partner.did, digest },
    });
  }
  for (const person of told.values()) await stores.signing.addPerson(person);
}
