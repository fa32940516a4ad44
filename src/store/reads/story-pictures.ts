import type { ItemVersion, Rendition } from '#domain/item/item.ts';
import type { StoryPicture } from '#ports/reads/story.ts';
import type { AgencyTransaction } from '../transact.ts';
import { picturePath } from './story-lines.ts';

/** Wider ones are for print; the desk shows the widest up to here. */
const WIDEST_SHOWN = 2000;

type Held = Rendition & { readonly digest: NonNullable<Rendition['digest']> };

/** The pictures of a story that are here, one rendition of each. */
export async function readPictures(
  { trx, agencyId }: AgencyTransaction,
  itemId: string,
  content: ItemVersion,
): Promise<StoryPicture[]> {
  const named = [content, ...content.associations].map((picture) => ({
    renditions: picture.renditions.filter(isNamed),
    ...('caption' in picture && picture.caption ? { caption: picture.caption } : {}),
    ...(picture.creditLine ? { creditLine: picture.creditLine } : {}),
  }));
  const digests = named.flatMap(({ renditions }) => renditions.map(({ digest }) => digest));
  if (digests.length === 0) return [];
  const held = await trx
    .selectFrom('blob')
    .select(['digest', 'media_type'])
    .where('agency_id', '=', agencyId)
    .where('digest', 'in', digests)
    .execute();
  const types = new Map<string, string>(held.map((row) => [row.digest, row.media_type]));
  return named.flatMap(({ renditions, ...lines }) => {
    const shown = bestOf(renditions.filter(({ digest }) => types.has(digest)));
    if (!shown) return [];
    return {
      url: picturePath(itemId, shown.digest),
      mediaType: types.get(shown.digest) ?? shown.mediaType,
      ...(shown.width === undefined ? {} : { width: shown.width }),
      ...(shown.height === undefined ? {} : { height: shown.height }),
      ...lines,
    };
  });
}

function isNamed(rendition: Rendition): rendition is Held {
  return rendition.digest !== undefined;
}

function bestOf(renditions: readonly Held[]): Held | undefined {
  const byWidth = renditions.toSorted((a, b) => (b.width ?? 0) - (a.width ?? 0));
  return byWidth.find(({ width }) => (width ?? 0) <= WIDEST_SHOWN) ?? byWidth.at(-1);
}
