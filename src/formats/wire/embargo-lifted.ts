import { holdsTime } from './wire-clock.ts';

const LIFTED =
  /(?:embargo\p{L}*|sperrfrist)\P{L}+(?<between>(?:\p{L}+\P{L}+){0,4}?)(?:lifted|over|expired|ended|lev[eé]|aufgehoben)|no (?:longer )?(?:under )?embargo|not (?:under )?embargo/iu;
/** "To be lifted", "wird aufgehoben": it lies on the story until then. */
const NOT_YET =
  /(?:^|\P{L})(?:not|never|nicht|noch|pas|be|only|when|once|wird|werden|sera|soll)(?:\P{L}|$)/iu;
const LATER =
  /(?:^|\P{L})(?:until|till|before|after|when|once|as soon as|tomorrow|tonight|bis|vor|morgen|sobald|jusqu|demain|hasta|mañana)(?:\P{L}|$)|chưa|đến khi|尚未|明天/iu;
const OPENER = /^\P{L}*(?:(?:eds?|editors|note)\P{L}+)?(?:the |this |our |die )?(?:embargo|sperrfrist)/iu;

/** Says a text that an embargo has ended or that there is none? One that is lifted at a time told beside it is laid until then. */
export function isEmbargoLifted(text: string): boolean {
  return LIFTED.test(text) && !isLater(text);
}

/** Does a line that speaks of the embargo on its story say when it will be lifted, or that it is not yet? */
export function isLiftedLater(line: string): boolean {
  return OPENER.test(line) && LIFTED.test(line) && isLater(line);
}

function isLater(text: string): boolean {
  const sentence = text.split(/\n|(?<=[.!?])\s+(?=\p{Lu})/u).find((one) => LIFTED.test(one)) ?? text;
  const between = LIFTED.exec(sentence)?.groups?.['between'] ?? '';
  return NOT_YET.test(between) || LATER.test(sentence) || holdsTime(sentence);
}
