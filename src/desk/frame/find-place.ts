import { foldedIncludes, fold } from '../ui/fold.ts';
import { ALL } from '../words/use-words.tsx';
import type { Place } from './navigation.ts';

/** The Chinese names as they are typed without an input method. */
const PINYIN: { readonly [W in Place['word']]: string } = {
  today: 'jin ri',
  wire: 'lai gao',
  alerts: 'ti xing',
  translations: 'yi gao',
  published: 'yi fa bu',
  corrections: 'geng zheng',
  agreements: 'xie yi',
  partners: 'he zuo fang',
  sources: 'gao yuan',
  destinations: 'tui song mu di di',
  people: 'ren yuan',
};

/** By its name in any of the three languages, without marks if one likes; in pinyin, also by the first letters alone. */
export function isPlaceNamed(word: Place['word'], wanted: string): boolean {
  if (Object.values(ALL).some(({ nav }) => foldedIncludes(nav[word], wanted))) return true;
  const syllables = PINYIN[word].split(' ');
  const typed = fold(wanted).replaceAll(' ', '');
  return syllables.join('').startsWith(typed) || syllables.map(([first]) => first).join('') === typed;
}
