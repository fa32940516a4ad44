import type { Digest } from '#kernel/digest.ts';
import type { IndexPolicy } from '#domain/agreement/agreement.ts';
import { directionsTo } from '#domain/agreement/compile-agreements.ts';
import type { Decision } from '#domain/agreement/decision.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { makePage } from '#domain/publication/make-page.ts';
import { firstPublication, publishAgain, type PublishedText } from '#domain/publication/publish-page.ts';
import type { StoryPage } from '#domain/publication/story-page.ts';
import { storyPictures, type SourcePicture } from '#domain/publication/story-pictures.ts';
import { escapeText } from '#formats/html/html.ts';
import type { Derivative } from '#ports/publication-pictures.ts';
import type { PublicationReader } from '#ports/publication-store.ts';
import type { PublicPicture } from '#ports/released-store.ts';
import { decidePicture, type GatheredPublication } from './gather-publication.ts';
import type { PageOrder, PublishNeeds } from './publish-needs.ts';
import type { PageToRecord } from './record-page.ts';

/** A page that was permitted, before it is made. */
export type PageMaking = {
  readonly agency: Agency;
  readonly gathered: GatheredPublication;
  readonly decision: Decision;
  /** What readers are told has changed; empty when nothing is. */
  readonly note: string;
  readonly order: PageOrder;
  readonly derivatives: ReadonlyMap<Digest, Derivative>;
};

type PublicPage = Pick<PageToRecord, 'publication' | 'page' | 'pictures' | 'topics'> & {
  /** Identities of the pictures that go with it. */
  readonly shown: readonly string[];
};

/** The page as readers will get it, with the publication it belongs to. */
export async function makePublicPage(
  publications: Pick<PublicationReader, 'corrections'>,
  needs: PublishNeeds,
  making: PageMaking,
): Promise<PublicPage> {
  const { gathered, note, order } = making;
  const { published, item, version, language } = gathered;
  const identity = { id: published?.id ?? needs.ids.uuid(), itemId: item.id, language };
  const shown = storyPictures(version.content).filter(({ guid }) => decidePicture(gathered, guid).permitted);
  const pictures = publicPictures(needs, identity.id, shown, making.derivatives);
  const earlier = published ? await publications.corrections(published.id) : [];
  const page = makePage({
    item: version.content,
    translation: gathered.translation,
    provider: gathered.provider,
    suppliedBy: gathered.suppliedBy,
    publisher: making.agency,
    pictures: pictures.map(({ shownAs }) => shownAs),
    linkBack: gathered.linkBack,
    policy: indexPolicy(making),
    duties: making.decision.duties,
    corrections: note === '' ? earlier : [{ at: order.at, note }, ...earlier],
    escapeText,
  });
  const text = publishedText(making, page);
  return {
    publication: published
      ? publishAgain(published, text, order.at)
      : firstPublication(identity, text, order.at),
    page,
    pictures: pictures.map(({ file }) => file),
    shown: shown.map(({ guid }) => guid),
    topics: gathered.question.item.topics?.codes ?? [],
  };
}

function publishedText({ gathered, decision }: PageMaking, page: StoryPage): PublishedText {
  const { translation, version } = gathered;
  return {
    version: version.content.version,
    headline: page.headline,
    ...(translation ? { translationId: translation.id } : {}),
    ...(decision.agreement ? { agreementDigest: decision.agreement.digest } : {}),
  };
}

/** Of the agreement that permitted the page. */
function indexPolicy({ gathered, decision, agency }: PageMaking): IndexPolicy | undefined {
  const { agreements, item } = gathered.question;
  const directions = directionsTo(agreements, item, agency.did);
  return directions.find(({ inForce }) => inForce.digest === decision.agreement?.digest)?.inForce.agreement
    .indexPolicy;
}

/** Each picture under a name nobody can guess, its own on every page, so that it goes when the page goes. */
function publicPictures(
  needs: PublishNeeds,
  publicationId: string,
  shown: readonly SourcePicture[],
  derivatives: ReadonlyMap<Digest, Derivative>,
): { readonly file: PublicPicture; readonly shownAs: Parameters<typeof makePage>[0]['pictures'][number] }[] {
  const names = new Set<string>();
  return shown.flatMap(({ digest, ...words }) => {
    const derivative = derivatives.get(digest);
    if (!derivative) return [];
    const seal = needs.hash.sha256(new TextEncoder().encode(`${publicationId} ${digest}`));
    const ending = derivative.mediaType === 'image/jpeg' ? 'jpg' : 'webp';
    const name = `${seal.slice('sha-256:'.length)}.${ending}`;
    if (names.has(name)) return [];
    names.add(name);
    const { width, height } = derivative;
    return [{ file: { ...derivative, name }, shownAs: { name, width, height, ...words } }];
  });
}
