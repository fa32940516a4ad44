import type { Instant } from '#kernel/instant.ts';
import type { ApiKey } from '#domain/newsroom/api-key.ts';

/** A key as the list shows it, with the name of whoever made it. */
export type ListedKey = Omit<ApiKey, 'secretHash'> & { readonly madeByName: string };

/** The keys of one agency. */
export type ApiKeyStore = {
  /** Newest first, those revoked and expired too. */
  list(): Promise<readonly ListedKey[]>;
  add(key: ApiKey): Promise<void>;
  /** False when there is no such key that was not revoked. */
  revoke(id: string, by: string, at: Instant): Promise<boolean>;
  noteUse(id: string, day: string): Promise<void>;
};

/** A key by its id alone, before anybody knows whose it is. */
export type FindApiKey = (id: string) => Promise<ApiKey | undefined>;
