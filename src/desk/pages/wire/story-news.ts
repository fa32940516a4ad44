import type { Story } from '../../shapes.ts';

/** What happened to a story since it was opened, as far as its reader has to know before going on. */
export type StoryNews = {
  readonly kind: 'killed' | 'withheld' | 'released' | 'corrected' | 'newVersion';
  readonly version: number;
  /** What its agency says of it: the reason, or the note of the correction. */
  readonly note?: string;
};

/** What a reader has seen of it. */
export type Seen = Pick<Story, 'badges' | 'version'>;
type Compared = Seen & Pick<Story, 'versions' | 'editorialNote'>;

/** The gravest first; undefined when only its state at our own desk changed, which may be shown at once. */
export function storyNews(shown: Seen, now: Compared): StoryNews | undefined {
  const became = (badge: 'killed' | 'withheld'): boolean =>
    now.badges.includes(badge) && !shown.badges.includes(badge);
  const { version } = now;
  const reason = now.editorialNote === undefined ? {} : { note: now.editorialNote };
  if (became('killed')) return { kind: 'killed', version, ...reason };
  if (became('withheld')) return { kind: 'withheld', version, ...reason };
  if (version > shown.version) {
    const corrections = now.versions.filter((one) => one.version > shown.version && one.correction);
    const note = corrections.findLast((one) => one.note !== undefined)?.note;
    const kind = corrections.length > 0 ? 'corrected' : 'newVersion';
    return { kind, version, ...(note === undefined ? {} : { note }) };
  }
  const isReleased = shown.badges.includes('withheld') && !now.badges.includes('withheld');
  return isReleased ? { kind: 'released', version } : undefined;
}
