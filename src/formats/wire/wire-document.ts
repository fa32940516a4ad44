import type { Dropped } from '#domain/item/dropped.ts';
import type { Finding } from '#domain/item/finding.ts';
import type { WireFormat } from './readers.ts';
import type { WireCode, WireEncoding, WireItem } from './wire-item.ts';

/** A document as it came: its format, how it was encoded, its items, and everything that did not come along. */
export type WireDocument = {
  readonly format: WireFormat;
  readonly encoding: WireEncoding;
  readonly provider?: WireCode;
  /** The provider's dialect that was used. */
  readonly dialect?: string;
  /** Which version of that dialect, where a person keeps it. */
  readonly dialectVersion?: number;
  /** IANA name of that dialect, for times without an offset. */
  readonly timeZone?: string;
  readonly items: readonly WireItem[];
  readonly dropped: readonly Dropped[];
  readonly warnings: readonly Finding[];
};
