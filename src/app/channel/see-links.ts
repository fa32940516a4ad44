import type { ChannelMarks } from '#ports/channel-marks.ts';
import type { PartnerLink, PartnerReads } from '#ports/reads/partners.ts';
import { isInStep } from './in-step.ts';
import { lostKeyIn } from './own-keys.ts';

/** A partner with the health of the link, as people see it. */
export type SeenLink = PartnerLink & {
  /** Our channel to it says nothing new: more of it has left than our restored database holds. */
  readonly waits: boolean;
  /** The key that the partner believes us by, and that was lost with our database: nobody here can sign our channel. */
  readonly lostKey?: string;
};

export type SeeLinksNeeds = { readonly partnerReads: PartnerReads; readonly channelMarks: ChannelMarks };

/** Every partner of the agency; a channel that waits is known only beside the database. */
export async function seeLinks(
  { partnerReads, channelMarks }: SeeLinksNeeds,
  agencyId: string,
): Promise<readonly SeenLink[]> {
  const links = await partnerReads.list(agencyId);
  return Promise.all(
    links.map(async (link) => {
      const lostKey = lostKeyIn(link.outgoing?.lastError);
      return {
        ...link,
        waits: link.outgoing !== undefined && !(await isInStep(channelMarks, agencyId, link.outgoing)),
        ...(lostKey === undefined ? {} : { lostKey }),
      };
    }),
  );
}
