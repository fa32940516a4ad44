import { createHash } from 'node:crypto';
import { ROOM_STYLE } from '#portal/signing/room-style.ts';
import { PORTAL_STYLE } from '#portal/style.ts';

/** The one inline stylesheet of the portal, as its Content-Security-Policy names it (CSP 3 §6.7.3.3). */
export const PORTAL_STYLE_SOURCE = sourceOf(PORTAL_STYLE);
/** The same of the signing room and the page that checks evidence. */
export const ROOM_STYLE_SOURCE = sourceOf(ROOM_STYLE);

function sourceOf(style: string): string {
  return `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
}
