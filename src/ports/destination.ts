import type { DestinationKind } from '#kernel/destination-kind.ts';
import type { Instant } from '#kernel/instant.ts';

/** How the other system calls what it holds; `media` are its names of our pictures, by their identity. */
export type Remote = {
  readonly id: string;
  /** Where readers see it. */
  readonly url?: string;
  readonly media?: Readonly<Record<string, RemoteMedia>>;
  readonly mail?: RemoteMail;
  readonly hand?: RemoteHand;
};
/** What people said of a story that they brought there: where it ran, and of a stop that what is out cannot be taken back. */
export type RemoteHand = { readonly where: string; readonly isTold?: true };
/** What went by mail: under which subject at first, and to which addresses. */
export type RemoteMail = {
  readonly subject: string;
  /** For these the server took the story. */
  readonly reached: readonly string[];
  /** For these it did not, so they have nothing to be told. */
  readonly refused: readonly string[];
  /** For whom it took the last stop. */
  readonly told?: { readonly messageId: string; readonly to: readonly string[] };
};
export type RemoteMedia = { readonly id: string; readonly url: string };

/** What every message to another system says, also the one that takes a story back. */
type Named = {
  /** Of the message: the same when it is sent again. */
  readonly messageId: string;
  /** Of the placement: the same in every message about it. */
  readonly placementId: string;
  readonly slug: string;
  readonly language: string;
  /** The whole item as ninjs 3.1; of a stop the stop. */
  readonly ninjs: string;
  readonly at: Instant;
};

/** A picture on its way. */
export type ShippedPicture = {
  readonly guid: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Caption, credit and terms of use in one line. */
  readonly caption: string;
};

/** A story as another system gets it. */
export type Shipment = Named & {
  readonly headline: string;
  readonly summary?: string;
  /** The text with its rights, for a page; each picture stands where the other system has put it, or is left out. */
  readonly html: (sourceOf: (pictureGuid: string) => string | undefined) => string;
  /** The same as plain text, with its headline. */
  readonly text: string;
  readonly pictures: readonly ShippedPicture[];
  /** Is it still to be there? Asked before each request, so that nothing more is sent once a story was killed. */
  readonly mayGoOn: () => Promise<boolean>;
};

/** The word that takes a story back; `isKill`: remove it for good. */
export type CallBack = Named & { readonly isKill: boolean };

/**
 * What the other system said. `stopped`: we broke off in between, since the story is not to be there any more. `told`: it knows that
 * the story was taken back, and what it holds cannot be taken from it, as a mail cannot.
 */
export type DeliveryAnswer = {
  readonly outcome: 'done' | 'told' | 'failed' | 'stopped';
  readonly status?: number;
  readonly answer: string;
  /** As far as it got, also when it failed: a picture that lies there already is not sent again. */
  readonly remote?: Remote;
};

/** One step of a trial, with the other system's exact answer. */
export type TrialStep = {
  readonly name: 'reachable' | 'credentials' | 'draft-made' | 'draft-removed';
  readonly isDone: boolean;
  readonly status?: number;
  readonly answer: string;
};

/** Another system as a place for our stories. Whatever it is told may be told again and changes nothing then (I2). */
export type Destination = {
  /** Makes it there, or makes it there as it now is. */
  deliver(shipment: Shipment, remote: Remote | undefined): Promise<DeliveryAnswer>;
  /** Without a remote name the other system is asked for it by what is always the same: an answer may have been lost. */
  withdraw(callBack: CallBack, remote: Remote | undefined): Promise<DeliveryAnswer>;
  /** Makes a draft that nobody sees and removes it again; the first step that fails is the last. */
  tryOut(messageId: string, at: Instant): Promise<readonly TrialStep[]>;
};

/** Where it is and how we are known there; the secret is in clear, and goes nowhere but there. */
export type DestinationAddress = {
  readonly kind: DestinationKind;
  readonly place: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly secret: string;
};

export type OpenDestination = (address: DestinationAddress) => Destination;
