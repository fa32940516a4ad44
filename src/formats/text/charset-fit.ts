import { isVietnameseWord } from './vietnamese-word.ts';

/** The writing that a charset is used for, by which its text is judged. */
export type Writing =
  | 'vietnamese'
  | 'chinese'
  | 'japanese'
  | 'korean'
  | 'latin'
  | 'cyrillic'
  | 'greek'
  | 'hebrew'
  | 'arabic'
  | 'thai';

/**
 * How well a text looks like its writing, by its characters beyond ASCII: from 0 (none of them are in place) to 1. `units` is how
 * many words or characters that judgement stands on.
 */
export type Fit = { readonly share: number; readonly units: number };

/** Judges a text that came out of a charset used for this writing. */
export function fitOf(text: string, writing: Writing): Fit {
  switch (writing) {
    case 'vietnamese':
      return vietnameseFit(text);
    case 'chinese':
      return chineseFit(text);
    case 'japanese':
      return charactersFit(text, /[\u3041-\u3096\u30A1-\u30FC]/g, 0.3);
    case 'korean':
      return charactersFit(text, /[\uAC00-\uD7A3]/g, 0.7);
    case 'latin':
      return latinFit(text);
    case 'cyrillic':
      return alphabetFit(text, /\p{Script=Cyrillic}/gu, 'аеёиоуыэюяіїнтсрвлкмдпґє');
    case 'greek':
      return alphabetFit(text, /\p{Script=Greek}/gu, 'αεηιουωάέήίόύώςνστρκπλμ');
    case 'hebrew':
      return wordsFit(
        text,
        /^(?:[\u05D0-\u05D9\u05DB\u05DC\u05DE\u05E0-\u05E2\u05E4\u05E6-\u05EA\u05F0-\u05F4'"]*[\u05D0-\u05EA])$/,
      );
    case 'arabic':
      return wordsFit(
        text,
        /^(?=.*\p{Script=Arabic})[\u0621-\u0628\u062A-\u063A\u0640-\u0648\u064A-\u0652پچژگی]*[\u0621-\u064A\u064B-\u0652\u060C\u061B\u061Fپچژگی]+$/u,
      );
    case 'thai':
      return thaiFit(text);
  }
}

const BEYOND_ASCII = /[^\0-\u007F]/g;

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Words with characters beyond ASCII, as runs without blanks and common punctuation. */
function markedWords(text: string): readonly string[] {
  return text
    .split(/[\s\0-&(-,./:-@[-`{-~\u00A0«»“”„…–—-]+/u)
    .map((word) => word.replace(/^['‘’]+|['‘’]+$/g, ''))
    .filter((word) => /[^\0-\u007F]/.test(word) && !/^[–—‘’“”]+$/.test(word));
}

/**
 * Letters that only Vietnamese has must be there, or three words and no other: "là" and "né" are French as well. A combining mark that did not melt into its
 * letter is one that the charset has no use for.
 */
function vietnameseFit(text: string): Fit {
  const words = markedWords(text);
  const whole = text.normalize('NFC');
  const isTold = /[đơưăạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]/i.test(whole);
  const good = words.filter((word) => isVietnameseWord(word.normalize('NFC'))).length;
  const isAllGood = good === words.length && new Set(words).size >= 3;
  if (words.length === 0 || !(isTold || isAllGood)) return { share: 0, units: words.length };
  return { share: good / words.length, units: words.length };
}

function chineseFit(text: string): Fit {
  const all = countOf(text, BEYOND_ASCII);
  const common = [...text].filter((one) => COMMON_HAN.has(one)).length;
  // A third of any news text is made of so few characters; in text of another charset it is one in a hundred.
  return {
    share: all === 0 ? 0 : Math.max(0, Math.min(1, common / all / 0.35) - lostShare(text, all)),
    units: all,
  };
}

/** One character alone in the midst of a Latin word, or at its beginning, is a letter of that word in another charset. */
function lostShare(text: string, all: number): number {
  return countOf(text, LOST) / all;
}

const LOST = /(?<![^\0-\u007F])[^\0-\u007F](?=[a-z])|(?<=[A-Za-z])[^\0-\u007F](?![^\0-\u007F])/g;

function charactersFit(text: string, own: RegExp, expected: number): Fit {
  const all = countOf(text, BEYOND_ASCII);
  const share = Math.min(1, countOf(text, own) / all / expected);
  return { share: all === 0 ? 0 : Math.max(0, share - lostShare(text, all)), units: all };
}

/** Of a whole alphabet beyond ASCII: words are all of it, of one case shape, and made of its common letters for the most part. */
function alphabetFit(text: string, own: RegExp, common: string): Fit {
  const words = markedWords(text);
  // Two or three letters of another alphabet are more often something else.
  if (countOf(text, own) < 4) return { share: 0, units: words.length };
  const good = words.filter((word) => {
    const letters = word.match(own)?.length ?? 0;
    const usual = [...word.toLowerCase()].filter((one) => common.includes(one)).length;
    return letters === [...word].length && hasOneShape(word) && usual * 2 >= letters;
  }).length;
  return { share: good / words.length, units: words.length };
}

/** Of an alphabet without capitals, some of whose letters stand at the end of words only: of four words and more. */
function wordsFit(text: string, word: RegExp): Fit {
  const words = markedWords(text);
  const good = words.filter((one) => word.test(one)).length;
  return { share: words.length < 4 ? 0 : good / words.length, units: words.length };
}

/** Vowels before a consonant, marks after one: nothing else is written so. */
function thaiFit(text: string): Fit {
  const all = countOf(text, BEYOND_ASCII);
  const wrong = countOf(
    text,
    /[\u0E40-\u0E44](?![\u0E01-\u0E2E])|(?<![\u0E01-\u0E2E\u0E31-\u0E3A\u0E47-\u0E4E])[\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]/g,
  );
  const own = countOf(text, /[\u0E01-\u0E3A\u0E3F-\u0E5B]/g);
  return { share: own < 8 ? 0 : Math.max(0, own - 3 * wrong) / all, units: all };
}

/** All small, a capital and then small, or all capitals; hyphens begin anew. */
function hasOneShape(word: string): boolean {
  return word.split(/[-'’]/).every((part) => /^(?:\p{Lu}?\p{Ll}*|\p{Lu}*)$/u.test(part));
}

/** The best share over languages: a text has the letters of one of them, not some of each. */
function latinFit(text: string): Fit {
  const words = markedWords(text);
  const signs = countOf(text, /[–—‘’“”„«»…•€£°§©®™·\u00A0]/g);
  if (words.length === 0) return { share: signs > 0 ? 0.7 : 0, units: signs };
  const counted = (letters: string) =>
    words.filter((word) => isOfLetters(word, letters)).length / words.length;
  // Names from all over a continent in one text are worth less than the words of one language.
  const areNames = words.length >= 4 || (words.length >= 2 && words.every(isMostlyPlain));
  const mixed = areNames ? LATIN_NAMES.map((letters) => counted(letters) * 0.65) : [];
  return { share: Math.max(...LATIN_LETTERS.map(counted), ...mixed), units: words.length };
}

/** Two plain letters and more for each that is not: so names look, and noise does not. */
function isMostlyPlain(word: string): boolean {
  return countOf(word, /[a-z]/gi) >= 2 * countOf(word, BEYOND_ASCII);
}

function isOfLetters(word: string, letters: string): boolean {
  const plain = word.replace(/[€£$%°º§©®™‘’0-9]/g, '');
  return (
    [...plain.toLowerCase()].every((one) => one <= '\u007F' || letters.includes(one)) && hasOneShape(plain)
  );
}

/** Letters beyond ASCII of the languages that wires are written in (CLDR, main exemplar characters). */
const LATIN_LETTERS: readonly string[] = [
  'àâæçéèêëîïôœùûü',
  'äöüßéè',
  'áéíñóúüïç',
  'àáâãçéêíóôõúü',
  'àèéìíîòóùú',
  'åäöéü',
  'åæøéóòôü',
  'áéíóúýþæðö',
  'éëèïóöüáí',
  'ąćęłńóśźż',
  'áčďéěíňóřšťúůýž',
  'áäčďéíĺľňóôŕšťúýž',
  'áéíóöőúüű',
  'ăâîșşțţ',
  'čćđšž',
  'çğıöşüâîi̇',
  'āčēģīķļņšūž',
  'ąčęėįšųūž',
  'äõöüšž',
  'ëçêîşûü',
];

/** The letters of names in sports results and lists: western and northern, central and eastern. */
const LATIN_NAMES: readonly string[] = [
  'àáâãäåæçèéêëìíîïðñòóôõöøœšùúûüýžßþ',
  'áâäąăćčçďđéęěëíîłĺľńňóôőöŕřśšşťţúůűüýźžż',
];

/** Characters that make up a third of any Chinese news text, in both forms. */
const COMMON_HAN: ReadonlySet<string> = new Set(
  '的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种全工己话者向情部正名定女问力机给等几业最间新位因重被电四第次东政海口使教西再平真世信北少关并内加化由却代军产入先山五太水万市体别总场师书比住员九性通目华报立活件安表原车应路期常提感何更反合放做系计或司利受光王果亲界及今京务制解各任至清台记边共战干接它许八特直南建度统色字请交爱认论百义科元社术结六功指思非流每青管夫连远资队带条变联言权往展该领传近红治决周保达办运武七必城父强步完革深区求品士转量众技轻程告语江英基派式李息极令党德收取设始版双历越史商片容研友站广改议形委早音火际首单据导影失香斯专石谁校读观争究包组造落视济离兴省州县届届会议习书记总统部长，。、“”《》：；（）' +
    '這來國個說們為時會過對裡後麼沒發當無開經頭動兩長樣現將與進實點種話問機給幾業間電東關並內產萬體別總場師書員報車應務記邊戰許統請愛認論義術結連遠資隊帶條變聯權領傳紅達辦運強區轉眾輕語極黨設雙歷廣議際單據導專誰讀觀爭組視濟離興縣屆習「」',
);
