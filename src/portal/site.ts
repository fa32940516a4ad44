import type { PortalAgency } from '#domain/publication/released.ts';
import { languagePath } from '#domain/publication/story-path.ts';
import { wordLanguage } from './words/words-for.ts';

/** The site a page belongs to. `origin` has no slash at its end. */
export type Site = { readonly agency: PortalAgency; readonly origin: string };

/** The agency's name in the language of a page. */
export function siteName({ agency }: Site, language: string): string {
  return agency.name[wordLanguage(language)];
}

export function homePath(language: string): string {
  return languagePath(language);
}

export function correctionsPath(language: string): string {
  return `${languagePath(language)}corrections`;
}

export function aboutPath(language: string): string {
  return `${languagePath(language)}about`;
}

/** The page of a log; `slug` names another agency of the node than the one that has this site. */
export function transparencyPath(language: string, slug?: string): string {
  return `${languagePath(language)}${slug === undefined ? '' : `agencies/${slug}/`}transparency`;
}

export function feedPath(language: string): string {
  return `${languagePath(language)}feed.xml`;
}

export function atomPath(language: string): string {
  return `${languagePath(language)}atom.xml`;
}

export function jsonFeedPath(language: string): string {
  return `${languagePath(language)}feed.json`;
}

const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur', 'ps', 'ug', 'yi']);

export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(language.toLowerCase().split('-')[0] ?? '') ? 'rtl' : 'ltr';
}
