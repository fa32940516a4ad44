import { plusDuration } from '#kernel/duration.ts';
import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Did, KillPolicy } from './agreement.ts';
import { directionKey, type CompiledAgreements } from './compile-agreements.ts';

/** By when a kill has to be carried out, and whether copies come down by themselves. */
export type KillDuty = { readonly dueAt: Instant; readonly onKill: KillPolicy; readonly digest: Digest };

/**
 * What a kill obliges a holder to, whatever the story: the most urgent clause about kills of this giver, its selectors not
 * asked. So is a kill rehearsed without a story. Undefined when no agreement says anything.
 */
export function killDuty(
  agreements: CompiledAgreements,
  between: { readonly giver: Did; readonly holder: Did; readonly at: Instant },
): KillDuty | undefined {
  const { giver, holder, at } = between;
  const [first] = (agreements.directions.get(directionKey(giver, holder)) ?? [])
    .filter(({ inForce }) => inForce.agreement.effectiveFrom <= at)
    .flatMap(({ inForce, obligations }) =>
      obligations
        .filter(({ event }) => event === 'killReceived')
        .map(({ dueIn, onKill }) => ({
          dueAt: plusDuration(at, dueIn),
          onKill: onKill ?? 'desk',
          digest: inForce.digest,
        })),
    )
    .toSorted((one, other) => (one.dueAt < other.dueAt ? -1 : 1));
  return first;
}
