import type { ChannelId } from '#formats/envelope/channel-id.ts';
import { signCompact } from '#formats/envelope/compact-jws.ts';
import type { EntryBody, EntryType } from '#formats/envelope/entry.ts';
import {
  parseRotation,
  printKeyProof,
  printRotation,
  type KeyRotation,
} from '#formats/envelope/key-change.ts';
import { judgeEntryText } from '#formats/envelope/parse-entry.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { AgencyKey, AgencyStore } from '#ports/agency-store.ts';
import type { ChannelWriter, HeldEntry } from '#ports/channel-store.ts';
import type { KeptKey, Signer } from '#ports/keys.ts';

/** What an entry will say, without its position, and the recalls that it tells. */
export type Draft = {
  readonly body: EntryBody & { readonly ch: ChannelId; readonly type: EntryType };
  readonly recalls: readonly string[];
  /** It tells a change of our keys: proven where it will stand, and what follows is signed by the new key. */
  readonly change?: OwnChange;
};

/** One of our keys in the place of another, as one channel is told it. */
export type OwnChange = {
  readonly old: { readonly kid: string };
  readonly fresh: AgencyKey;
  /** The old key, where it is one for entries: it signs the change itself. */
  readonly signedBy?: KeptKey;
};

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
  if (!drafts.some(heldChange)) return drafts;
  const keys = await agencies.keys();
  return [...sayable(drafts, keys), ...drafts.filter((draft) => !heldChange(draft))];
}

/** Which key of ours takes the place of which, where the draft tells that. */
export function heldChange({ body }: Draft): KeyRotation | undefined {
  return body.type === 'key.rotated' || body.type === 'key.revoked' ? parseRotation(body.data) : undefined;
}

/**
 * Each as a change that the old key tells: the recovery key, which would sign a revocation, is on no node. What a lost signing
 * key would have to tell, and what follows from that, nobody can say.
 */
function sayable(drafts: readonly Draft[], keys: readonly AgencyKey[]): readonly Draft[] {
  const unsaid = new Set<string>();
  return drafts.flatMap((draft) => {
    const said = heldChange(draft);
    if (!said) return [];
    const fresh = keys.find(({ kid }) => kid === said.fresh.kid);
    if (!fresh) throw new Error('a held change of keys names a key that is not ours');
    const signedBy = keys.find(({ kid, role }) => kid === said.old.kid && role === 'sign');
    if (unsaid.has(said.old.kid) || (fresh.role === 'sign' && !signedBy)) {
      unsaid.add(fresh.kid);
      return [];
    }
    const change: OwnChange = { old: said.old, fresh, ...(signedBy ? { signedBy } : {}) };
    return [{ ...draft, body: { ...draft.body, type: 'key.rotated' as const }, change }];
  });
}

/** The change without its proof, which it has only at a position. */
export function printUnproven({ old, fresh }: Pick<OwnChange, 'old' | 'fresh'>): JsonObject {
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
