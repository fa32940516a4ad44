/** What people set of one source; what is left out is as for every source. */
export type SourceSettings = {
  /** Seconds from one poll to the next; 60 where left out. */
  readonly everySeconds?: number;
  /** What its documents are encoded in when their bytes do not tell: a label of the Encoding standard. */
  readonly charset?: string;
  /** IANA name, for times without an offset. */
  readonly timeZone?: string;
  /** Seconds without anything new after which people are told; `off` tells nobody; left out, its own rhythm decides. */
  readonly silentAfter?: number | 'off';
  /** Names of the headers that go with each request, lower case; their values are sealed. */
  readonly headerNames?: readonly string[];
  /** Who signs what is pushed, and how; Standard Webhooks where left out. */
  readonly pushMode?: 'superdesk';
  /** Who we are at a mailbox or a server of files. */
  readonly user?: string;
  /** The key of a server of files that a person has confirmed, as `ssh-keygen -l` writes it. */
  readonly hostKey?: string;
  /** Mail that was taken is marked as seen. */
  readonly markSeen?: true;
  /** What was taken is moved to this folder; left out, it stays. */
  readonly moveTo?: string;
};
