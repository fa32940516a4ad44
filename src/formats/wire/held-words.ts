const CLAUSES = /[.;:!()。；：！（）\n]|,\s|\s[-–—/|]+\s/u;

/** The clauses of a note, as marks and strokes part them. */
export function clausesOf(text: string): readonly string[] {
  return text.split(CLAUSES);
}

/** Does a clause forbid any use, without a time, a place or a purpose: `DO NOT USE`, `Không đăng`, `请勿发布`? */
export function forbidsUse(clause: string): boolean {
  return HELD.test(clause);
}

const HELD = new RegExp(
  `^\\s*(?:${[
    "(?:please )?(?:do not|don[’']t) (?:publish|use|release|run|print|transmit)(?: (?:this|the) (?:story|picture|photo|image))?",
    'not for (?:publication|use|release)',
    '(?:bitte )?nicht (?:veröffentlichen|verwenden|zur veröffentlichung)',
    'ne pas (?:publier|utiliser|diffuser)',
    'no (?:publicar|usar|utilizar|difundir)',
    'nie publikowa[cć]',
    'không (?:được )?(?:đăng|sử dụng|phát|dùng)(?: (?:ảnh|bài|tin)(?: này)?)?',
    '(?:请勿|不要|不得|禁止)(?:发布|使用|刊登|刊发|采用)(?:此图|此照片|本图|此稿|本稿)?',
  ].join('|')})[\\s.!。！]*$`,
  'iu',
);
