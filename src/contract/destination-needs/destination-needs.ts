import type { DestinationTable } from '#kernel/destination-kind.ts';
import { OTHER_PLACES } from './other-places.ts';
import { PUBLISHING_SYSTEMS } from './publishing-systems.ts';

/** What each kind needs, with the words that people read: the one table for command line, API and desk, in the order of a list. */
export const DESTINATION_NEEDS: DestinationTable = { ...PUBLISHING_SYSTEMS, ...OTHER_PLACES };
