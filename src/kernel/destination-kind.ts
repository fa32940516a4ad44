import type { Trilingual } from './language.ts';

/** The kinds of systems that stories are pushed to. */
export const DESTINATION_KINDS = [
  'webhook',
  'superdesk',
  'wordpress',
  'ghost',
  'drupal',
  's3',
  'folder',
  'sftp',
  'mail',
  'hand',
] as const;
export type DestinationKind = (typeof DESTINATION_KINDS)[number];

/** The setting that says by which delivery channel readers get what stands in a destination; every kind has it. */
export const CHANNEL_SETTING = 'deliveryChannel';

/** In place of a delivery channel: what stands there is kept, and no reader gets it. */
export const ARCHIVE = 'archive';

/** In place of a delivery channel, of a story that a partner passed on: a third party has it, and has not said where it runs. */
export const PASSED_ON = 'passedOn';

/** The setting of a webhook by which it is also told which recalls are late: `yes` or `no`. */
export const LATE_SETTING = 'tellsLate';

/** The delivery channel of a destination whose settings name none. */
export const USUAL_CHANNEL = {
  webhook: 'web',
  superdesk: 'web',
  wordpress: 'web',
  ghost: 'web',
  drupal: 'web',
  s3: 'web',
  folder: 'web',
  sftp: 'web',
  mail: 'newsletter',
  hand: 'print',
} as const satisfies Readonly<Record<DestinationKind, string>>;

/** One setting that is no secret, by its name in `settings`. */
export type DestinationSetting = {
  readonly name: string;
  readonly label: Trilingual;
  readonly help?: Trilingual;
  /** It cannot do without. */
  readonly isDemanded?: true;
  /** It says where stories stand: with another value they are not found again. */
  readonly isPlace?: true;
  /** What holds where it is left out. */
  readonly usual?: string;
  /** The values that it may have; any text where there are none. */
  readonly choices?: readonly { readonly value: string; readonly label: Trilingual }[];
};

/** The password or key that is kept sealed. `form` is a regular expression; `detail` says it in English. */
export type DestinationSecret = {
  readonly label: Trilingual;
  readonly help: Trilingual;
  readonly form: string;
  readonly detail: string;
  /** The node makes one where none is given, and it is put into the other system. */
  readonly isMadeHere?: true;
};

/** All that a kind needs, with the words that people read. */
export type DestinationNeeds = {
  readonly name: Trilingual;
  /** What it is and what arrives there. */
  readonly about: Trilingual;
  readonly place: {
    readonly label: Trilingual;
    readonly help?: Trilingual;
    readonly example: string;
    /** URL schemes that its address may have; a path on the node's own computer where there are none. */
    readonly schemes: readonly string[];
  };
  readonly settings: readonly DestinationSetting[];
  /** People bring stories there: the node sends nothing, keeps what they say of it, and asks them to take it back. Its place is in words. */
  readonly isByHand?: true;
  readonly secret?: DestinationSecret;
};

/** For each kind what it needs; the words of people stand in `contract/destination/`. */
export type DestinationTable = Readonly<Record<DestinationKind, DestinationNeeds>>;
