import {
  IconArrowsExchange,
  IconBell,
  IconBuildingCommunity,
  IconFileText,
  IconLanguage,
  IconNews,
  IconPencilExclamation,
  IconRss,
  IconSend,
  IconSun,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import type { Words } from '../words/en.ts';

/** One place of the desk: its address, its key after G, its word. */
export type Place = {
  readonly to:
    | '/'
    | '/wire'
    | '/alerts'
    | '/translations'
    | '/published'
    | '/corrections'
    | '/agreements'
    | '/partners'
    | '/sources'
    | '/destinations'
    | '/people';
  readonly key: string;
  readonly word: keyof Words['nav'] &
    (
      | 'today'
      | 'wire'
      | 'alerts'
      | 'translations'
      | 'published'
      | 'corrections'
      | 'agreements'
      | 'partners'
      | 'sources'
      | 'destinations'
      | 'people'
    );
  readonly icon: Icon;
};

export const DESK_PLACES: readonly Place[] = [
  { to: '/', key: 'I', word: 'today', icon: IconSun },
  { to: '/wire', key: 'W', word: 'wire', icon: IconArrowsExchange },
  { to: '/alerts', key: 'N', word: 'alerts', icon: IconBell },
  { to: '/translations', key: 'T', word: 'translations', icon: IconLanguage },
  { to: '/published', key: 'D', word: 'published', icon: IconNews },
  { to: '/corrections', key: 'X', word: 'corrections', icon: IconPencilExclamation },
];

export const OFFICE_PLACES: readonly Place[] = [
  { to: '/agreements', key: 'A', word: 'agreements', icon: IconFileText },
  { to: '/partners', key: 'P', word: 'partners', icon: IconBuildingCommunity },
  { to: '/sources', key: 'O', word: 'sources', icon: IconRss },
  { to: '/destinations', key: 'S', word: 'destinations', icon: IconSend },
  { to: '/people', key: 'U', word: 'people', icon: IconUsers },
];
