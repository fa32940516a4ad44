import type { PartnerKey } from '#domain/newsroom/agency.ts';
import type { verifyPasskey } from '#engines/verify-passkey.ts';
import type { nodeHash, systemChance, systemIds } from '#engines/world.ts';
import type { Verify } from '#formats/envelope/compact-jws.ts';
import type { Instant } from '#kernel/instant.ts';
import type { checkPublicKey, thumbprintOf } from '#partners/keys/public-key.ts';
import type { AgencyKey } from '#ports/agency-store.ts';
import type { BlobFiles } from '#ports/blob-store.ts';
import type { ChannelMarks } from '#ports/channel-marks.ts';
import type { KeptKeys } from '#ports/kept-keys.ts';
import type { KeptKey, KeySafe, Signer } from '#ports/keys.ts';
import type { PartnerNode } from '#ports/partner-node.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { RequestNonces } from '#ports/request-nonces.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Stores } from '#store/open-stores.ts';

/** Where `main` has a node's tools; every use case finds here what it names. */
export type TownTools = {
  readonly transact: Transact<Stores>;
  readonly agencies: AgencyDirectory;
  readonly entrySigner: (agencyId?: string, key?: KeptKey) => Signer;
  readonly formerRequestSigners: (agencyId: string) => readonly Signer[];
  readonly keySafe: KeySafe;
  readonly requestSigner: () => Signer;
  readonly keysOf: (agencyId: string) => readonly AgencyKey[];
  /** After a change of keys, as a running node does every few seconds. */
  readonly refreshKeys: () => Promise<void>;
  readonly verify: Verify<PartnerKey>;
  readonly partnerNode: PartnerNode;
  readonly publicOrigin: string;
  readonly checkPublicKey: typeof checkPublicKey;
  readonly thumbprintOf: typeof thumbprintOf;
  readonly clock: { readonly now: () => Instant };
  readonly ids: typeof systemIds;
  readonly hash: typeof nodeHash;
  readonly chance: typeof systemChance;
  readonly verifyPasskey: typeof verifyPasskey;
  readonly files: BlobFiles;
  readonly channelMarks: ChannelMarks;
  readonly keptKeys: KeptKeys;
  readonly nonces: RequestNonces;
};
