/**
 * Places (and a person) that have a name of their own in another language; only what the spelling rules cannot find. Each line is one
 * place: names in any language, the first one is its key. Latin names are written without marks, Han ones simplified.
 */
const PLACES = [
  'da nang/danang/岘港/xiangang',
  'lang son/谅山/liang shan/liangshan',
  'mong cai/芒街/mangjie',
  'ha noi/hanoi/河内',
  'hai phong/haiphong/海防',
  'ho chi minh/hcm/tphcm/sai gon/saigon/胡志明市/西贡',
  'hue/顺化',
  'hoi an/会安',
  'quang nam/广南',
  'quang ninh/广宁',
  'ha long/halong/下龙',
  'lao cai/老街',
  'dien bien phu/奠边府',
  'nha trang/芽庄',
  'can tho/芹苴',
  'da lat/dalat/大叻',
  'dak lak/dac lac/daklak/多乐',
  'viet nam/vietnam/越南',
  'bac kinh/beijing/peking/北京',
  'thuong hai/shanghai/上海',
  'quang chau/guangzhou/canton/广州',
  'quang dong/guangdong/广东',
  'quang tay/guangxi/广西',
  'van nam/yunnan/云南',
  'hai nam/hainan/海南',
  'nam ninh/nanning/南宁',
  'con minh/kunming/昆明',
  'bang tuong/pingxiang/凭祥',
  'dong hung/dongxing/东兴',
  'tham quyen/shenzhen/深圳',
  'hong kong/香港/huong cang',
  'ma cao/macao/macau/澳门',
  'dai loan/taiwan/台湾',
  'trung quoc/china/中国',
  'lao/laos/老挝/寮国',
  'campuchia/cambodia/柬埔寨',
  'thai lan/thailand/泰国',
  'singapore/新加坡',
  'indonesia/印度尼西亚/印尼',
  'sydney/悉尼/雪梨',
  'my/hoa ky/usa/united states/美国',
  'nhat ban/japan/日本',
  'han quoc/south korea/韩国',
  'nga/russia/俄罗斯',
  'phap/france/法国',
  'trump/特朗普/川普',
] as const;

/** Too short or too common as a word of another language to stand for the place. */
const NOT_ALONE = new Set(['my', 'hue', 'nga', 'phap', 'lao', 'hcm']);

const KEYS = new Map<string, string>();
for (const line of PLACES) {
  const names = line.split('/');
  const key = `@${(names[0] ?? '').replaceAll(' ', '_')}`;
  for (const name of names) if (!NOT_ALONE.has(name)) KEYS.set(name, key);
}

/** What a name can begin with: most words begin none. */
const BEGINNINGS = new Set(
  [...KEYS.keys()].map((name) => (/^[a-z]/.test(name) ? name.split(' ')[0] : name[0])),
);

const LONGEST_HAN = 5;
const LONGEST_LATIN = 3;

/** The lexeme of the place that has this whole name: folded words with blanks between them, or simplified characters. */
export function placeNamed(name: string): string | undefined {
  return KEYS.get(name);
}

/** Lexemes of the places that folded words name, each at most once; two or three words may be one name. */
export function placesInWords(words: readonly string[]): string[] {
  const found = new Set<string>();
  for (const [at, word] of words.entries())
    for (let length = 1; BEGINNINGS.has(word) && length <= LONGEST_LATIN; length += 1) {
      const key = KEYS.get(words.slice(at, at + length).join(' '));
      if (key !== undefined) found.add(key);
    }
  return [...found];
}

/** Lexemes of the places that a run of simplified Han characters names. */
export function placesInHan(characters: readonly string[]): string[] {
  const found = new Set<string>();
  for (const [at, character] of characters.entries())
    for (let length = 2; BEGINNINGS.has(character) && length <= LONGEST_HAN; length += 1) {
      const key = KEYS.get(characters.slice(at, at + length).join(''));
      if (key !== undefined) found.add(key);
    }
  return [...found];
}
