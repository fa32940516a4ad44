import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Source, SourceKind, SourceStore } from '#ports/source-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Ids } from '#ports/world.ts';
import { setSource, type AskedSettings } from './set-source.ts';
import { parseRemotePlace } from '#formats/remote-place.ts';
import type { SettingRefusal } from './setting-refusal.ts';
import { faultOfHostKey } from './source-sign-in.ts';
import type { HeaderSafe } from './source-headers.ts';

export type AddSourceNeeds<Stores extends { readonly sources: SourceStore }> = HeaderSafe & {
  readonly transact: Transact<Stores>;
  readonly ids: Ids;
  /**
   * The folder to watch: the one asked for when the operator allows it, a new one of the agency's own when none was asked
   * for; made if it is not there.
   */
  readonly folderFor: (asked: {
    readonly agencyId: string;
    readonly sourceId: string;
    readonly place: string;
  }) => Promise<Result<string, PlaceRefusal>>;
  /** This node's address for pushes to a source. */
  readonly pushAddress: (sourceId: string) => string;
  /** A new secret, and what is stored of it. */
  readonly newSecret: (sourceId: string) => { readonly secret: string; readonly sealed: string };
};

/** `other`: the folder of a destination that it lies in or around. */
export type PlaceRefusal =
  | { readonly code: 'place-invalid'; readonly allowed?: readonly string[] }
  | { readonly code: 'place-in-a-loop'; readonly other: string };

export type NewSource = Omit<AskedSettings, 'state'> & {
  readonly name: string;
  readonly kind: SourceKind;
  readonly place?: string;
  /** Who signs its pushes, and how; Standard Webhooks where left out. */
  readonly pushMode?: 'superdesk';
};

/** Adds a source to an agency. The secret of a push source is given this once and never again. */
export async function addSource<Stores extends { readonly sources: SourceStore }>(
  needs: AddSourceNeeds<Stores>,
  agencyId: string,
  asked: NewSource,
): Promise<Result<{ readonly source: Source; readonly secret?: string }, PlaceRefusal | SettingRefusal>> {
  const id = needs.ids.uuid();
  const place = await placeOf(needs, agencyId, id, asked);
  if (!place.ok) return place;
  const secret = asked.kind === 'push' ? needs.newSecret(id) : undefined;
  const bare = { id, place: place.value, ...(secret ? { sealedSecret: secret.sealed } : {}) };
  const source = newSource(needs, bare, asked);
  if (!source.ok) return source;
  const fault = faultOfHostKey(source.value);
  if (fault) return refuse(fault);
  await needs.transact(agencyId, ({ sources }) => sources.add(source.value));
  return accept({ source: source.value, ...(secret ? { secret: secret.secret } : {}) });
}

/** A source as it would be, before anybody keeps it. */
export function newSource(
  safe: HeaderSafe,
  bare: Pick<Source, 'id' | 'place' | 'sealedSecret'>,
  asked: NewSource,
): Result<Source, SettingRefusal> {
  const { name, kind, pushMode } = asked;
  const settings = kind === 'push' && pushMode ? { pushMode } : {};
  const blank = { name: name.trim(), kind, settings, state: 'active', cursor: {}, arrivals: [] } as const;
  return setSource(safe, { ...blank, ...bare }, asked);
}

/** The place asked for, if a source of its kind may have it. */
export async function placeOf<Stores extends { readonly sources: SourceStore }>(
  needs: Pick<AddSourceNeeds<Stores>, 'folderFor' | 'pushAddress'>,
  agencyId: string,
  sourceId: string,
  { kind, place = '' }: NewSource,
): Promise<Result<string, PlaceRefusal>> {
  switch (kind) {
    case 'folder':
      return needs.folderFor({ agencyId, sourceId, place: place.trim() });
    case 'feed':
      return isFeedAddress(place.trim()) ? accept(place.trim()) : refuse({ code: 'place-invalid' });
    case 'imap':
      return parseRemotePlace(place, ['imaps', 'imap'])
        ? accept(place.trim())
        : refuse({ code: 'place-invalid' });
    case 'sftp':
      return parseRemotePlace(place, ['sftp']) ? accept(place.trim()) : refuse({ code: 'place-invalid' });
    case 'push':
      return accept(needs.pushAddress(sourceId));
  }
}

function isFeedAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === ''
  );
}
