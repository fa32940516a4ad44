import type { ChannelId } from '#formats/envelope/channel-id.ts';
import { signCompact } from '#formats/envelope/compact-jws.ts';
import type { EntryBody, EntryType } from '#formats/envelope/entry.ts';
import { parseRotation, printKeyProof, printRotation } from '#formats/envelope/key-change.ts';
import { judgeEntryText } from '#formats/envelope/parse-entry.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { AgencyKey, AgencyStore } from '#ports/agency-store.ts';
import type { ChannelWriter, HeldEntry } from '#ports/channel-store.ts';
import type { Signer } from '#ports/keys.ts';

/** What an entry will say, without its position, and the recalls that it tells. */
export type Draft = {
  readonly body: EntryBody & { readonly ch: ChannelId; readonly type: EntryType };
  readonly recalls: readonly string[];
  /** It tells a change of our keys: proven where it will stand, and what follows is signed by the new key. */
  readonly change?: OwnChange;
};

/** One of our keys in the place of another. */
export type OwnChange = { readonly old: AgencyKey; readonly fresh: AgencyKey };

export function readHeld({ draft, recalls }: HeldEntry): Draft {
  const read = judgeEntryText(draft);
  if (!read.ok || read.value.type === 'unknown') throw new Error('a held entry of ours cannot be read');
  return { body: { ...read.value, type: read.value.type }, recalls };
}

/** What was held for a channel, and is no more; changes of our keys come first, for the rest is signed after them. */
export async function takeHeld(
  { channels, agencies }: { readonly channels: ChannelWriter; readonly agencies: Pick<AgencyStore, 'keys'> },
  ch: string,
): Promise<readonly Draft[]> {
  const drafts = (await channels.takeHeld(ch)).map(readHeld);
  const isChange = ({ body }: Draft): boolean => body.type === 'key.rotated';
  if (!drafts.some(isChange)) return drafts;
  const keys = await agencies.keys();
  const changes = drafts.filter(isChange).map((draft) => ({ ...draft, change: changeOf(draft, keys) }));
  return [...changes, ...drafts.filter((draft) => !isChange(draft))];
}

function changeOf({ body }: Draft, keys: readonly AgencyKey[]): OwnChange {
  const said = parseRotation(body.data);
  const old = keys.find(({ kid }) => kid === said?.old.kid);
  const fresh = keys.find(({ kid }) => kid === said?.fresh.kid);
  if (!old || !fresh) throw new Error('a held change of keys names a key that is not ours');
  return { old, fresh };
}

/** The change without its proof, which it has only at a position. */
export function printUnproven({ old, fresh }: OwnChange): JsonObject {
  return printRotation({ old, fresh: { kid: fresh.kid, x: fresh.jwk.x }, proof: '' });
}

/** The change as it is said at this position of a channel. */
export function printProven(
  { old, fresh }: OwnChange,
  signer: Signer,
  at: { readonly ch: string; readonly seq: number },
): JsonObject {
  const proof = proveKey(signer, old.kid, at);
  return printRotation({ old, fresh: { kid: fresh.kid, x: fresh.jwk.x }, proof });
}

/** The new key's own word that it takes this place, here and nowhere else. */
export function proveKey(
  { kid, sign }: Signer,
  prevKid: string,
  { ch, seq }: { readonly ch: string; readonly seq: number },
): string {
  return signCompact({ kid, typ: 'pactwire-keyproof+jws' }, printKeyProof({ kid, prevKid, ch, seq }), sign);
}
