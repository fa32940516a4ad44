import type { Trilingual } from '#kernel/language.ts';

const NEWS_TYPES: Readonly<Record<string, Trilingual>> = {
  text: { vi: 'bài viết', 'zh-Hans': '文字', en: 'text' },
  picture: { vi: 'ảnh', 'zh-Hans': '图片', en: 'picture' },
  video: { vi: 'video', 'zh-Hans': '视频', en: 'video' },
  audio: { vi: 'âm thanh', 'zh-Hans': '音频', en: 'audio' },
  graphic: { vi: 'đồ họa', 'zh-Hans': '图表', en: 'graphic' },
  composite: { vi: 'tổng hợp', 'zh-Hans': '组合', en: 'composite' },
};

export function newsTypeName(newsType: string): Trilingual | undefined {
  return NEWS_TYPES[newsType];
}

const NAMES = {
  vi: new Intl.DisplayNames('vi', { type: 'language', fallback: 'code' }),
  'zh-Hans': new Intl.DisplayNames('zh-Hans', { type: 'language', fallback: 'code' }),
  en: new Intl.DisplayNames('en', { type: 'language', fallback: 'code' }),
};

/** A language by its name in each interface language; a tag that is none stands for itself. */
export function languageName(tag: string): Trilingual {
  return { vi: named('vi', tag), 'zh-Hans': named('zh-Hans', tag), en: named('en', tag) };
}

function named(language: keyof typeof NAMES, tag: string): string {
  try {
    return NAMES[language].of(tag) ?? tag;
  } catch {
    return tag; // not a well-formed tag: the wire's own word is shown
  }
}
