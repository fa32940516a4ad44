import { createHash } from 'node:crypto';
import { PORTAL_STYLE } from '#portal/style.ts';

/** The one inline stylesheet of the portal, as its Content-Security-Policy names it (CSP 3 §6.7.3.3). */
export const PORTAL_STYLE_SOURCE = `'sha256-${createHash('sha256').update(PORTAL_STYLE).digest('base64')}'`;
