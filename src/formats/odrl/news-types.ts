import type { NewsType } from '#domain/item/item.ts';

/** IPTC ninature codes as agreements write them after `ninat:`. */
export const NEWS_TYPES: readonly NewsType[] = ['text', 'picture', 'video', 'audio', 'graphic', 'composite'];
