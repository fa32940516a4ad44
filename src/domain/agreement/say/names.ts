import type { InterfaceLanguage, Trilingual } from '#kernel/language.ts';
import type { NewsType } from '#domain/item/item.ts';
import { shippedTopic } from '#domain/item/media-topics.ts';
import type { Action, AgreementParty, DeliveryChannel, TextByLanguage } from '#domain/agreement/agreement.ts';
import { inEach, sameInAll } from './fill-sentence.ts';

/** Where a copy goes out, as it stands in a sentence after "on". */
export const CHANNEL_NAMES: Readonly<Record<DeliveryChannel, Trilingual>> = {
  web: { vi: 'trang web', 'zh-Hans': '网站', en: 'the web' },
  app: { vi: 'ứng dụng di động', 'zh-Hans': '移动客户端', en: 'the app' },
  social: { vi: 'mạng xã hội', 'zh-Hans': '社交媒体', en: 'social media' },
  print: { vi: 'bản in', 'zh-Hans': '印刷版', en: 'print editions' },
  broadcast: { vi: 'phát thanh, truyền hình', 'zh-Hans': '广播电视', en: 'radio and television' },
  newsletter: { vi: 'bản tin thư điện tử', 'zh-Hans': '电子邮件简报', en: 'the newsletter' },
};

export const NEWS_TYPE_NAMES: Readonly<Record<NewsType, Trilingual>> = {
  text: { vi: 'tin, bài', 'zh-Hans': '文字稿', en: 'text' },
  picture: { vi: 'ảnh', 'zh-Hans': '图片', en: 'pictures' },
  video: { vi: 'video', 'zh-Hans': '视频', en: 'video' },
  audio: { vi: 'âm thanh', 'zh-Hans': '音频', en: 'audio' },
  graphic: { vi: 'đồ họa', 'zh-Hans': '图表', en: 'graphics' },
  composite: { vi: 'gói tin đa phương tiện', 'zh-Hans': '多媒体组合稿', en: 'multimedia packages' },
};

export const ACTION_NAMES: Readonly<Record<Action, Trilingual>> = {
  publish: { vi: 'đăng, phát', 'zh-Hans': '发布', en: 'publishing' },
  translate: { vi: 'dịch', 'zh-Hans': '翻译', en: 'translating' },
  extract: { vi: 'trích dẫn', 'zh-Hans': '摘用', en: 'using excerpts' },
  modify: { vi: 'biên tập lại', 'zh-Hans': '改编', en: 'adapting' },
  archive: { vi: 'lưu trữ', 'zh-Hans': '存档', en: 'archiving' },
  grantUse: { vi: 'cho bên thứ ba sử dụng', 'zh-Hans': '许可第三方使用', en: 'letting third parties use it' },
  mineData: { vi: 'khai thác dữ liệu', 'zh-Hans': '数据挖掘', en: 'data mining' },
  keepInMemory: {
    vi: 'lưu vào bộ nhớ dịch',
    'zh-Hans': '存入翻译记忆库',
    en: 'keeping it in a translation memory',
  },
  offer: { vi: 'chào tin cho bên khác', 'zh-Hans': '向其他方供稿', en: 'offering it to others' },
};

const LANGUAGE_NAMES: ReadonlyMap<string, Trilingual> = new Map([
  ['vi', { vi: 'tiếng Việt', 'zh-Hans': '越南文', en: 'Vietnamese' }],
  ['en', { vi: 'tiếng Anh', 'zh-Hans': '英文', en: 'English' }],
  ['zh', { vi: 'tiếng Trung', 'zh-Hans': '中文', en: 'Chinese' }],
  ['zh-Hans', { vi: 'tiếng Trung giản thể', 'zh-Hans': '简体中文', en: 'simplified Chinese' }],
  ['zh-Hant', { vi: 'tiếng Trung phồn thể', 'zh-Hans': '繁体中文', en: 'traditional Chinese' }],
]);

const TERRITORY_NAMES: ReadonlyMap<string, Trilingual> = new Map([
  ['VN', { vi: 'Việt Nam', 'zh-Hans': '越南', en: 'Viet Nam' }],
  ['CN', { vi: 'Trung Quốc', 'zh-Hans': '中国', en: 'China' }],
  ['HK', { vi: 'Hồng Kông', 'zh-Hans': '香港', en: 'Hong Kong' }],
  ['MO', { vi: 'Ma Cao', 'zh-Hans': '澳门', en: 'Macao' }],
  ['TW', { vi: 'Đài Loan', 'zh-Hans': '台湾', en: 'Taiwan' }],
  ['LA', { vi: 'Lào', 'zh-Hans': '老挝', en: 'Laos' }],
  ['KH', { vi: 'Campuchia', 'zh-Hans': '柬埔寨', en: 'Cambodia' }],
  ['TH', { vi: 'Thái Lan', 'zh-Hans': '泰国', en: 'Thailand' }],
  ['SG', { vi: 'Singapore', 'zh-Hans': '新加坡', en: 'Singapore' }],
  ['JP', { vi: 'Nhật Bản', 'zh-Hans': '日本', en: 'Japan' }],
  ['KR', { vi: 'Hàn Quốc', 'zh-Hans': '韩国', en: 'South Korea' }],
  ['US', { vi: 'Hoa Kỳ', 'zh-Hans': '美国', en: 'the United States' }],
]);

/** A language by name; what is not among ours is named by the runtime (CLDR), else by its tag. In Chinese as it is written: 日文. */
export function languageName(tag: string): Trilingual {
  return LANGUAGE_NAMES.get(tag) ?? inEach((language) => displayName(language, 'language', tag));
}

/** A place of use by its plain name; what is not among ours is named by the runtime (CLDR), else by its code. */
export function territoryName(code: string): Trilingual {
  return TERRITORY_NAMES.get(code) ?? inEach((language) => displayName(language, 'region', code));
}

/**
 * A topic in quotation marks, since the names hold commas. By what comes with the house alone, so that every party reads
 * the same text whatever it has imported: others show their code.
 */
export function topicName(code: string): Trilingual {
  const name = shippedTopic(code)?.name ?? sameInAll(code);
  return inEach((language) => `“${name[language] || name.en}”`);
}

/** The name of a party; a DID where it is none of the parties. */
export function partyName(parties: readonly AgreementParty[], did: string): Trilingual {
  const party = parties.find((one) => one.did === did);
  return party ? inEachGiven(party.name) : sameInAll(did);
}

/** A text in every language: where one is not given, in the first that is. */
export function inEachGiven(text: TextByLanguage): Trilingual {
  const fallback = text.en ?? text.vi ?? text['zh-Hans'] ?? '';
  return inEach((language) => text[language] ?? fallback);
}

function displayName(language: InterfaceLanguage, type: 'language' | 'region', code: string): string {
  const name = new Intl.DisplayNames(language, { type, fallback: 'code' }).of(code) ?? code;
  if (type === 'language' && language === 'zh-Hans') return name.replace(/语$/u, '文');
  const isProperNoun = type === 'region' || language !== 'vi';
  return isProperNoun ? name : name.replace(/^\p{Lu}/u, (letter) => letter.toLowerCase());
}
