import type { InterfaceLanguage } from '#kernel/language.ts';

const OF_PRIMARY: Readonly<Record<string, InterfaceLanguage>> = { vi: 'vi', zh: 'zh-Hans', en: 'en' };

/** The interface language a browser asks for first (RFC 9110 §12.5.4); English when it asks for none of ours. */
export function preferredLanguage(acceptLanguage: string | undefined): InterfaceLanguage {
  const wishes = (acceptLanguage ?? '').slice(0, 500).split(',', 20).map(readWish);
  const ours = wishes.filter((wish) => wish.language && wish.weight > 0);
  return ours.toSorted((a, b) => b.weight - a.weight)[0]?.language ?? 'en';
}

function readWish(text: string): { language: InterfaceLanguage | undefined; weight: number } {
  const [tag = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = Number(parameters.find((part) => part.startsWith('q='))?.slice(2) ?? 1);
  const primary = tag.split('-')[0] ?? '';
  const language = Object.hasOwn(OF_PRIMARY, primary) ? OF_PRIMARY[primary] : undefined;
  return { language, weight: Number.isFinite(weight) ? weight : 0 };
}
