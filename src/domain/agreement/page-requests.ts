import { ARCHIVE } from '#kernel/destination-kind.ts';
import { DELIVERY_CHANNELS, type DeliveryChannel, type Did } from './agreement.ts';
import { KEEP_ARCHIVED, type UseRequest, type UseState } from './use-question.ts';

/** A newsroom that publishes in its declared market, by one delivery channel: on its own web pages where none is said. */
export type Publisher = { readonly did: Did; readonly territory: string; readonly channel?: DeliveryChannel };

/** What is asked to publish. One wording for every door, since an override answers exactly one question. */
export function askToPublish({ did: actor, territory, channel = 'web' }: Publisher): UseRequest {
  return { actor, action: 'publish', channel, territory };
}

/** Where a copy of a story goes: to readers by a delivery channel, or into an archive, where none of them gets it. */
export const OUTLETS = [...DELIVERY_CHANNELS, ARCHIVE] as const;
export type Outlet = (typeof OUTLETS)[number];

/** A newsroom that brings a story to an outlet; onto its own web pages where none is said. */
export type Placer = Omit<Publisher, 'channel'> & { readonly channel?: Outlet };

/** What is asked to bring a story there. */
export function askToPlace(placer: Placer): UseRequest {
  const { did: actor, territory } = placer;
  return placer.channel === ARCHIVE
    ? { actor, action: 'archive', territory }
    : askToPublish(publisherIn(placer));
}

/** Who publishes; for an archive a text is made as for the own pages, by the right with which it was begun. */
export function publisherIn({ channel, ...publisher }: Placer): Publisher {
  return channel === undefined || channel === ARCHIVE ? publisher : { ...publisher, channel };
}

/** What is asked to leave a copy in an archive. */
export function askToKeepArchived({ did: actor, territory }: Placer): UseRequest {
  return { actor, action: KEEP_ARCHIVED, territory };
}

/** To publish it at all: by each delivery channel, first on its own web pages. */
export function askToPublishAny({ did, territory }: Publisher): readonly [UseRequest, ...UseRequest[]] {
  const [first, ...others] = DELIVERY_CHANNELS;
  const ask = (channel: DeliveryChannel): UseRequest => askToPublish({ did, territory, channel });
  return [ask(first), ...others.map(ask)];
}

/** What is asked to translate a story for that, whether it is taken for it, begun, shown as possible or published. */
export function askToTranslate(
  { did: actor, territory, channel = 'web' }: Publisher,
  targetLanguage: string,
): UseRequest {
  return { actor, action: 'translate', channel, territory, targetLanguage };
}

/** What is asked to edit and shorten a story for that, in the language that it came in. */
export function askToModify({ did: actor, territory, channel = 'web' }: Publisher): UseRequest {
  return { actor, action: 'modify', channel, territory };
}

/** What is asked to print so many words of a story, as they stand in it. */
export function askToExtract(
  { did: actor, territory, channel = 'web' }: Publisher,
  wordCount: number,
): UseRequest {
  return { actor, action: 'extract', channel, territory, wordCount };
}

/** What is asked to learn words from a story and its translation into a language, and to draw on them. */
export function askToRemember({ did: actor }: Pick<Publisher, 'did'>, targetLanguage: string): UseRequest {
  return { actor, action: 'keepInMemory', targetLanguage };
}

/** What is asked to hand a story to a service outside of the house that reads it by program. */
export function askToMine({ did: actor }: Pick<Publisher, 'did'>): UseRequest {
  return { actor, action: 'mineData' };
}

/** Every translation that the newsroom may want: into its languages, and into those that an override names. */
export function askToTranslateAny(
  publisher: Publisher & { readonly languages: readonly string[] },
  { overrides = [] }: Pick<UseState, 'overrides'>,
): readonly UseRequest[] {
  const overridden = overrides.flatMap(({ language }) => language ?? []);
  return [...new Set([...publisher.languages, ...overridden])].map((language) =>
    askToTranslate(publisher, language),
  );
}
