import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { PushAnswer, Source } from '#ports/source-store.ts';
import { ingestDocument, type IngestNeeds, type IngestReport, type IngestStores } from './ingest-document.ts';
import type { PictureReader } from './gather-pictures.ts';

export type PushNeeds<Stores extends IngestStores> = IngestNeeds<Stores> & {
  readonly agencies: AgencyDirectory;
};

/** The agency and the push source of an address; undefined when there is none. */
export type PushSource = {
  readonly agency: { readonly id: string; readonly did: string };
  readonly source: Source;
};

export async function findPushSource<Stores extends IngestStores>(
  needs: PushNeeds<Stores>,
  sourceId: string,
): Promise<PushSource | undefined> {
  for (const agency of await needs.agencies.list()) {
    const source = await needs.transact(agency.id, ({ sources }) => sources.find(sourceId));
    if (source?.kind === 'push') return { agency, source };
  }
  return undefined;
}

/** One push whose signature was checked. `answer` writes what the sender is told; it is kept and given again. */
export type SignedDocument = PushSource & {
  readonly pushId: string;
  readonly bytes: Uint8Array;
  readonly contentType?: string;
  readonly at: Instant;
  readonly pictures: PictureReader;
  readonly answer: (result: Result<IngestReport, FormatRefusal>) => {
    readonly status: number;
    readonly body: string;
  };
};

/**
 * Admits what was pushed and gives the answer, kept in the same transaction: a 2xx means that it is on the disk (I1), and
 * the same push again gets the same answer and changes nothing (I2). Another body under a known id is refused.
 */
export async function receivePush<Stores extends IngestStores>(
  needs: PushNeeds<Stores>,
  push: SignedDocument,
): Promise<Result<PushAnswer, { readonly code: 'push-id-reused' }>> {
  const bodyDigest = needs.hash.sha256(push.bytes);
  const { agency, source, pushId, at } = push;
  const known = await needs.transact(agency.id, ({ sources }) => sources.findAnswer(source.id, pushId));
  if (known) return known.bodyDigest === bodyDigest ? accept(known) : refuse({ code: 'push-id-reused' });
  const document = { ...push, name: pushId, ...mediaOf(needs, push) };
  let given: PushAnswer | undefined;
  await ingestDocument(needs, document, async ({ sources }, result) => {
    given = await sources.findAnswer(source.id, pushId);
    if (given) return; // the same push came twice at once; the other was first
    given = { bodyDigest, ...push.answer(result) };
    await sources.recordAnswer(source.id, pushId, given, at);
    await sources.recordRun(source.id, { at, outcome: outcomeOf(result) });
  });
  if (!given) throw new Error('a push got no answer');
  return given.bodyDigest === bodyDigest ? accept(given) : refuse({ code: 'push-id-reused' });
}

/** With Superdesk's pushes come pictures apart, before the story; the others it names are fetched. */
function mediaOf<Stores extends IngestStores>(needs: PushNeeds<Stores>, push: SignedDocument) {
  const { agency, source, pictures } = push;
  if (source.settings.pushMode !== 'superdesk') return {};
  const mediaBase = `${source.place}/push_binary/`;
  const readPushed: PictureReader = async (href) => {
    if (!href.startsWith(mediaBase)) return pictures(href);
    const media = decodeURIComponent(href.slice(mediaBase.length));
    const pushed = await needs.transact(agency.id, ({ sources }) => sources.findMedia(source.id, media));
    if (pushed?.picture) return accept(pushed.picture);
    return refuse(pushed ? 'what was pushed is no picture that is taken in' : 'it was not pushed');
  };
  return { mediaBase, pictures: readPushed };
}

function outcomeOf(result: Result<IngestReport, FormatRefusal>) {
  if (!result.ok)
    return { ok: false, items: 0, refused: 1, detail: `${result.error.code}: ${result.error.detail}` };
  const { admitted, refused } = result.value;
  const items = admitted.filter(({ outcome }) => outcome !== 'duplicate').length;
  return { ok: refused.length === 0, items, refused: refused.length, detail: '' };
}
