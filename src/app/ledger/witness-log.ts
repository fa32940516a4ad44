import { refuse, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Agency, Partner } from '#domain/newsroom/agency.ts';
import type { PartnerNode } from '#ports/partner-node.ts';
import { askWitness, type AskNeeds, type WitnessRefusal } from './ask-witness.ts';
import { pinLog } from './pin-log.ts';

export type WitnessLogNeeds = AskNeeds & { readonly partnerNode: Pick<PartnerNode, 'discover'> };

/** Has a partner cosign our log; one that we have never asked is looked up first. Gives the size that it has cosigned. */
export async function witnessLog(
  needs: WitnessLogNeeds,
  agency: Agency,
  partner: Partner,
  at: Instant,
): Promise<Result<number, WitnessRefusal>> {
  const isKnown = await pinLog(needs, agency, partner, at);
  return isKnown ? askWitness(needs, agency, partner, at) : refuse({ code: 'witness-unknown' });
}
