import { tellLate, type TellLateNeeds } from '#app/alert/tell-late.ts';
import { deliverPlacement } from '#app/publication/push/deliver-placement.ts';
import type { PushNeeds } from '#app/publication/push/push-needs.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Job } from '#ports/outbox-store.ts';
import type { JobOutcome } from '#worker/drain-outbox.ts';

/** What other systems of ours are brought or told. */
type SystemJob = Extract<Job, { readonly topic: (typeof TO_SYSTEMS)[number] }>;
const TO_SYSTEMS = ['deliver', 'call-back', 'tell-late'] as const;

/** How other systems of ours are reached. */
export type SystemNeeds = PushNeeds & TellLateNeeds;

export function isForSystem(job: Job): job is SystemJob {
  return TO_SYSTEMS.some((topic) => topic === job.topic);
}

/** Where nothing is pushed to other systems there is nothing to do. */
export async function reachSystem(
  needs: SystemNeeds | undefined,
  to: { readonly agency: Agency; readonly at: Instant },
  job: SystemJob,
): Promise<JobOutcome> {
  if (!needs) return 'done';
  switch (job.topic) {
    case 'deliver':
      return deliverPlacement(needs, to, job.payload.placementId);
    case 'call-back':
      return deliverPlacement(needs, to, job.payload.placementId);
    case 'tell-late':
      return tellLate(needs, to.agency.id, job.payload);
  }
}
