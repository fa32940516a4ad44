import type { FetchRefusalCode } from './fetch.ts';

/**
 * Why a mailbox or a server of files could not be used. `detail` is one English sentence for people of the desk, without secrets.
 * `hostKey` is the key that a server shows, where that is what it is about.
 */
export type RemoteRefusal = {
  readonly code:
    | FetchRefusalCode
    | 'login-refused'
    | 'folder-unknown'
    | 'host-key-unconfirmed'
    | 'host-key-changed'
    | 'file-refused'
    | 'document-failed';
  readonly detail: string;
  readonly hostKey?: string;
};
