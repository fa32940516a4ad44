import type { ChannelMarks } from '#ports/channel-marks.ts';
import type { PartnerLink, PartnerReads } from '#ports/reads/partners.ts';
import { isInStep } from './in-step.ts';

/** A partner with the health of the link, as people see it. */
export type SeenLink = PartnerLink & {
  /** Our channel to it says nothing new: more of it has left than our restored database holds. */
  readonly waits: boolean;
};

export type SeeLinksNeeds = { readonly partnerReads: PartnerReads; readonly channelMarks: ChannelMarks };

/** Every partner of the agency; a channel that waits is known only beside the database. */
export async function seeLinks(
  { partnerReads, channelMarks }: SeeLinksNeeds,
  agencyId: string,
): Promise<readonly SeenLink[]> {
  const links = await partnerReads.list(agencyId);
  return Promise.all(
    links.map(async (link) => ({
      ...link,
      waits: link.outgoing !== undefined && !(await isInStep(channelMarks, agencyId, link.outgoing)),
    })),
  );
}
