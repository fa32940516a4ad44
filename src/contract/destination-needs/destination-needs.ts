import { DESTINATION_KINDS, type DestinationTable } from '#kernel/destination-kind.ts';
import { channelSetting } from './delivery-channel.ts';
import { OTHER_PLACES } from './other-places.ts';
import { PUBLISHING_SYSTEMS } from './publishing-systems.ts';

/** What each kind needs, with the words that people read: the one table for command line, API and desk, in the order of a list. */
export const DESTINATION_NEEDS: DestinationTable = withChannel({ ...PUBLISHING_SYSTEMS, ...OTHER_PLACES });

function withChannel(table: DestinationTable): DestinationTable {
  const channelled = { ...table };
  for (const kind of DESTINATION_KINDS) {
    const needs = table[kind];
    channelled[kind] = { ...needs, settings: [...needs.settings, channelSetting(kind)] };
  }
  return channelled;
}
