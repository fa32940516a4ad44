import { accept, refuse, type Result } from '#kernel/result.ts';
import type { TrialStep } from '#ports/destination.ts';
import { findPlace, saidSettings } from './add-destination.ts';
import type { DestinationNeeds, DestinationRefusal, NewDestination } from './destination-needs.ts';
import { faultOfDestination } from './fault-of-destination.ts';
import { openAddress, openDestination } from './open-destination.ts';

type Tried = Promise<Result<readonly TrialStep[], DestinationRefusal>>;

/** Tries a destination out with a draft that nobody sees, step by step, with the other system's exact answers. */
export async function tryDestination(needs: DestinationNeeds, agencyId: string, id: string): Tried {
  const found = await needs.transact(agencyId, ({ destinations }) => destinations.find(id));
  if (!found) return refuse({ code: 'destination-unknown' });
  return accept(await stepsOf(needs, openDestination(needs.destinations, found)));
}

/** The same before it is added; nothing is kept. The folder that we would make has to be there first, so it is not tried. */
export async function tryNewDestination(
  needs: DestinationNeeds,
  agencyId: string,
  asked: NewDestination,
): Tried {
  const settings = saidSettings(asked.settings);
  const fault = faultOfDestination(needs.kinds[asked.kind], { ...asked, settings }) ?? faultOfNowhere(asked);
  if (fault) return refuse({ code: 'destination-invalid', ...fault });
  const id = needs.ids.uuid();
  const place = await findPlace(needs, { agencyId, id, ...asked });
  if (!place.ok) return place;
  const { kind, secret = '' } = asked;
  return accept(
    await stepsOf(needs, openAddress(needs.destinations, { kind, place: place.value, settings, secret })),
  );
}

function faultOfNowhere({ place }: NewDestination) {
  return place.trim() === ''
    ? { at: 'place', detail: 'a folder of the node’s own is made when it is added, and can be tried then' }
    : undefined;
}

async function stepsOf(
  { ids, clock }: DestinationNeeds,
  { destination, hide }: ReturnType<typeof openAddress>,
): Promise<readonly TrialStep[]> {
  const steps = await destination.tryOut(ids.uuid(), clock.now());
  return steps.map((step) => ({ ...step, answer: hide(step.answer).slice(0, 2000) }));
}
