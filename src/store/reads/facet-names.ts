import type { Trilingual } from '#kernel/language.ts';
import { STORY_STATES, type StoryState } from '#domain/search/field-filter.ts';

export const NEWS_TYPES: Readonly<Record<string, Trilingual>> = {
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

/** As the badges of the desk say it. */
const STATES: Readonly<Record<StoryState, Trilingual>> = {
  new: { vi: 'mới', 'zh-Hans': '新', en: 'new' },
  updated: { vi: 'cập nhật', 'zh-Hans': '更新', en: 'updated' },
  corrected: { vi: 'đính chính', 'zh-Hans': '已更正', en: 'corrected' },
  withheld: { vi: 'tạm giữ', 'zh-Hans': '暂缓', en: 'withheld' },
  'off-offer': { vi: 'thôi chào', 'zh-Hans': '不再提供', en: 'no longer offered' },
  killed: { vi: 'đã gỡ', 'zh-Hans': '已撤稿', en: 'killed' },
  embargo: { vi: 'cấm đăng trước giờ', 'zh-Hans': '禁发期', en: 'embargo' },
  taken: { vi: 'đã nhận', 'zh-Hans': '已取用', en: 'taken' },
  published: { vi: 'đã đăng', 'zh-Hans': '已发布', en: 'published' },
};

export function stateName(value: string): Trilingual | undefined {
  const state = STORY_STATES.find((one) => one === value);
  return state && STATES[state];
}

export const YES_NO: Readonly<Record<string, Trilingual>> = {
  yes: { vi: 'rồi', 'zh-Hans': '是', en: 'yes' },
  no: { vi: 'chưa', 'zh-Hans': '否', en: 'no' },
};
