import type { WireItem } from './wire-item.ts';

/**
 * The address under which this node knows a picture that its sender has pushed apart from the story, by the name that both give it
 * (Superdesk's `media`); `base` ends with a slash. Nobody fetches it: it stands for the bytes that are here.
 */
export function pushedMediaAddress(base: string, media: string): string {
  return base + encodeURIComponent(media);
}

/** The item with addresses for those renditions that only name what was pushed apart, also in what goes with it. */
export function withPushedMedia(wire: WireItem, base: string): WireItem {
  return {
    ...wire,
    renditions: wire.renditions.map(({ residRef, ...one }) =>
      one.href === undefined && residRef !== undefined
        ? { ...one, href: pushedMediaAddress(base, residRef) }
        : { ...one, ...(residRef === undefined ? {} : { residRef }) },
    ),
    associations: wire.associations.map((one) => withPushedMedia(one, base)),
  };
}
