import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { DocumentNeeds } from '#formats/convert.ts';
import type { DocumentLook } from '#formats/look-at-document.ts';
import type { DialectStore } from '#ports/dialect-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Source, SourceStore } from '#ports/source-store.ts';
import { newSource, placeOf, type AddSourceNeeds, type NewSource, type PlaceRefusal } from './add-source.ts';
import { dialectsInForce } from './dialect/dialects-in-force.ts';
import { saidOf } from './ingest-document.ts';
import type { RefusedAgain } from './settle-refused.ts';
import type { SettingRefusal } from './setting-refusal.ts';

type Agency = { readonly id: string; readonly did: string };
type Brought = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType?: string;
  readonly baseUrl?: string;
};

export type LookNeeds = {
  /** Where nothing in the bytes can hold up the node (engines/document-reader). */
  readonly lookForeign: (
    sourceId: string,
    bytes: Uint8Array,
    needs: DocumentNeeds,
  ) => Promise<Result<DocumentLook, FormatRefusal>>;
};

export type LookStores = { readonly sources: SourceStore; readonly dialects: DialectStore };

export type TryNeeds<Stores extends LookStores> = AddSourceNeeds<Stores> &
  LookNeeds & {
    readonly firstDocument: (source: Source) => Promise<Result<Brought, NoDocument>>;
  };

/** `detail` is one English sentence. `hostKey` is what a server of files shows and nobody has confirmed: nobody has signed in. */
export type NoDocument =
  | { readonly code: 'source-without-document'; readonly detail: string }
  | { readonly code: 'host-key-unconfirmed'; readonly hostKey: string; readonly detail: string };

/** A look at one document; `name` is the file or the address that it came from. */
export type NamedLook = { readonly name: string; readonly look: DocumentLook };

/** Brings the first document of a source that is not added yet and shows what it would bring. Nothing is kept, nothing moved. */
export async function trySource<Stores extends LookStores>(
  needs: TryNeeds<Stores>,
  by: { readonly agency: Agency; readonly at: Instant },
  asked: NewSource,
): Promise<Result<NamedLook, PlaceRefusal | SettingRefusal | NoDocument | RefusedAgain>> {
  const id = needs.ids.uuid();
  // A folder of our own is made when the source is added; there is none to look into before.
  if (asked.kind === 'folder' && !asked.place?.trim())
    return refuse({
      code: 'source-without-document',
      detail: 'The folder is made when the source is added.',
    });
  const place = await placeOf(needs, by.agency.id, id, asked);
  if (!place.ok) return place;
  const source = newSource(needs, { id, place: place.value }, asked);
  if (!source.ok) return source;
  const brought = await needs.firstDocument(source.value);
  return brought.ok ? lookAt(needs, { ...by, source: source.value }, brought.value) : brought;
}

/** Shows what a document would bring if this source brought it. */
export async function lookAt<Stores extends LookStores>(
  needs: LookNeeds & { readonly transact: Transact<Stores> },
  by: { readonly agency: Agency; readonly source: Source; readonly at: Instant },
  { name, bytes, ...beside }: Brought,
): Promise<Result<NamedLook, RefusedAgain>> {
  const dialects = await needs.transact(by.agency.id, (stores) => dialectsInForce(stores.dialects));
  const said = { provider: by.agency.did, receivedAt: by.at, dialects, ...beside, ...saidOf(by.source) };
  const look = await needs.lookForeign(by.source.id, bytes, said);
  if (look.ok) return accept({ name, look: look.value });
  const { code: reason, at, detail } = look.error;
  return refuse({ code: 'document-refused', reason, at, detail });
}
