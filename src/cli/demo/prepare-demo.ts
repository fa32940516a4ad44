import { becomePartners } from './become-partners.ts';
import { concludeAgreement } from './conclude-agreement.ts';
import { copySeeds, untilOffered, untilRead, watchFolder } from './fill-wire.ts';
import { newsroomDesk } from './newsroom-desk.ts';

/** A running newsroom of the demo, with the folder that its wire files are put into. */
export type DemoPlace = { readonly origin: string; readonly slug: string; readonly inbox: string };

const FOLDER = 'Inbox';

/**
 * Makes the two newsrooms of the demo partners and fills their wires, through the same doors that people and agencies use.
 * Every step looks first whether it is done, so that a preparation that was killed goes on at the next start.
 */
export async function prepareDemo(
  [first, second]: readonly [DemoPlace, DemoPlace],
  say: (line: string) => void,
): Promise<void> {
  const [a, b] = [await newsroomDesk(first.origin), await newsroomDesk(second.origin)];
  await becomePartners(a.chief, b.chief);
  say('the two newsrooms know each other’s keys');
  await concludeAgreement(a.chief, b.chief);
  say('the cooperation agreement is signed by both');
  for (const [desk, place] of [
    [a.chief, first],
    [b.chief, second],
  ] as const) {
    const folder = await watchFolder(desk, place.inbox, FOLDER);
    await copySeeds(place.slug, folder);
    await untilRead(folder);
  }
  const seen = (await untilOffered(a.chief, b.chief)) + (await untilOffered(b.chief, a.chief));
  say(`${seen} stories are on the wires`);
}
