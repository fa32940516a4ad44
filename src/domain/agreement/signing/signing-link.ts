import type { Digest } from '#kernel/digest.ts';
import { plusSeconds, type Instant } from '#kernel/instant.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { SigningRole } from './person-evidence.ts';

/** How a link came to its end before its time. */
export const LINK_ENDS = ['used', 'rejected', 'revoked', 'blocked'] as const;
export type LinkEnd = (typeof LINK_ENDS)[number];

/** A way for somebody without an account to act once under one exact text. Its secret and its code are kept as hashes only. */
export type SigningLink = {
  readonly id: string;
  readonly uid: string;
  readonly digest: Digest;
  readonly role: SigningRole;
  /** Whom it was made for, as its sender wrote it. */
  readonly invitee: string;
  readonly language: InterfaceLanguage;
  readonly sentBy: string;
  readonly sentAt: Instant;
  readonly expiresAt: Instant;
  readonly wrongCodes: number;
  readonly ended?: {
    readonly how: LinkEnd;
    readonly at: Instant;
    readonly name?: string;
    readonly reason?: string;
  };
};

/** Why a link does not let anybody in any more. */
export type LinkRefusal = { readonly code: 'signing-link-over'; readonly how: LinkEnd | 'expired' };

/** So many wrong codes, and the link is blocked: eight digits leave a guesser 1 in 20 million. */
export const MOST_WRONG_CODES = 5;

const DAY_SECONDS = 86_400;

/** When a link sent now ends by itself. */
export function linkEnd(sentAt: Instant, days: number): Instant {
  return plusSeconds(sentAt, days * DAY_SECONDS);
}

/** May somebody act by this link now? */
export function judgeLink(link: SigningLink, at: Instant): Result<true, LinkRefusal> {
  if (link.ended) return refuse({ code: 'signing-link-over', how: link.ended.how });
  return at < link.expiresAt ? accept(true) : refuse({ code: 'signing-link-over', how: 'expired' });
}
