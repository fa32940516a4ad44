import type { KeyRole } from '#domain/newsroom/agency.ts';
import type { KeptKey } from './keys.ts';

/** A key of ours as it lies beside the database: sealed like the one in it, and known by its thumbprint. */
export type KeyBeside = KeptKey & { readonly role: KeyRole; readonly thumbprint: string };

/**
 * The private keys of our agencies, sealed, remembered outside of the database: a restored database has lost the keys that
 * were made after its backup, and partners believe no others. One that is here may be in no database: its change was undone.
 */
export type KeptKeys = {
  /** Safe on the disk when it returns; kept once more it stays as it is. */
  keep(agencyId: string, key: KeyBeside): Promise<void>;
  /** All that were ever kept, in no order. */
  list(agencyId: string): Promise<readonly KeyBeside[]>;
};
