import type { Digest } from '#kernel/digest.ts';
import type { Result } from '#kernel/result.ts';

/** What an outbound request may touch; everything not said here is refused (reliability.md, "Outbound guard"). */
export type FetchPolicy = {
  /** Plain http to public hosts: for feeds whose source says so. Default no. */
  readonly allowHttp?: boolean;
  /**
   * Exact `host:port` pairs from the configuration, lower case, IPv6 in brackets. They may be loopback or private,
   * use any port and plain http; a redirect to one counts only from another one.
   */
  readonly allowHosts?: readonly string[];
  /** Public IP addresses written as such instead of a name. Default no. */
  readonly allowAddressLiterals?: boolean;
};

/** Limits in milliseconds and bytes; those of reliability.md where left out. */
export type FetchLimits = {
  /** Decoded bytes; default 5 MiB. */
  readonly maxBytes?: number;
  /** Until the status line and headers have come, each hop anew; default 10 s. A long poll sets it. */
  readonly firstByteMs?: number;
  /** From call to last byte, all hops; default 30 s. */
  readonly totalMs?: number;
  /** 0 to 3; default 3. */
  readonly maxRedirects?: number;
};

export type FetchRequest = {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  /** Names in lower case. `host`, hop-by-hop headers and proxies cannot be set. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Media types that may come back, without parameters; a missing list takes any. */
  readonly accept?: readonly string[];
  readonly limits?: FetchLimits;
  readonly policy?: FetchPolicy;
};

/** Any status counts as an answer; the caller judges it. */
export type FetchResponse = {
  readonly status: number;
  /** Names in lower case; repeated headers joined by a comma and a space. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Where the answer came from after redirects. */
  readonly url: string;
};

export type DownloadResponse = Omit<FetchResponse, 'body'> & {
  readonly digest: Digest;
  readonly sizeBytes: number;
};

export type FetchRefusalCode =
  | 'url-invalid'
  | 'url-scheme'
  | 'url-userinfo'
  | 'url-port'
  | 'url-address-literal'
  | 'url-single-label'
  | 'url-special-name'
  | 'address-not-global'
  | 'name-unresolved'
  | 'redirect-limit'
  | 'redirect-loop'
  | 'redirect-downgrade'
  | 'redirect-invalid'
  | 'redirect-method'
  | 'header-invalid'
  | 'headers-too-large'
  | 'encoding-unsupported'
  | 'content-type'
  | 'too-large'
  | 'first-byte-timeout'
  | 'total-timeout'
  | 'connection-failed'
  | 'status'
  | 'aborted';

/**
 * Why there is no answer. `url` is the hop that failed, without its query; `detail` is for operators; `part` is as much of an
 * answer as had come when its body broke off, or grew too large.
 */
export type FetchRefusal = {
  readonly code: FetchRefusalCode;
  readonly url: string;
  readonly detail: string;
  readonly part?: FetchResponse;
};

/** The one way out of the process over HTTP (I22). */
export type GuardedFetch = (
  request: FetchRequest,
  signal?: AbortSignalLike,
) => Promise<Result<FetchResponse, FetchRefusal>>;

/**
 * Streams a 2xx answer into a new file, fsynced, and hashes it on the way; nothing is left at the path after a
 * refusal. Any other status is the refusal `status`.
 */
export type GuardedDownload = (
  request: FetchRequest,
  path: string,
  signal?: AbortSignalLike,
) => Promise<Result<DownloadResponse, FetchRefusal>>;

/** The part of an AbortSignal that a port can name without the browser's words. */
export type AbortSignalLike = {
  readonly aborted: boolean;
  readonly addEventListener: (type: 'abort', listener: () => void) => void;
  readonly removeEventListener: (type: 'abort', listener: () => void) => void;
};
