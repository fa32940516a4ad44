import type { Digest } from '#kernel/digest.ts';

/** One direction between two agencies, named by a hash so that a listing shows no partner (PXP/1 §Channel). */
export type ChannelId = `ch_${string}`;

const CHANNEL_ID = /^ch_[A-Za-z0-9_-]{32}$/;

export function isChannelId(text: string): text is ChannelId {
  return CHANNEL_ID.test(text);
}

/** The exact text whose hash names the channel from publisher to subscriber. */
export function channelIdInput(publisherDid: string, subscriberDid: string): string {
  return `pactwire-channel/1\n${publisherDid}\n${subscriberDid}\n`;
}

/** The channel on which the publisher writes and the subscriber reads; the way back is another channel. */
export function channelIdOf(
  publisherDid: string,
  subscriberDid: string,
  sha256: (bytes: Uint8Array) => Digest,
): ChannelId {
  const digest = sha256(new TextEncoder().encode(channelIdInput(publisherDid, subscriberDid)));
  const start = 'sha-256:'.length;
  return `ch_${digest.slice(start, start + 32)}`;
}
