import type { Trilingual } from '#kernel/language.ts';
import type { Restriction, RestrictionCode } from '#domain/agreement/restrictions/restriction.ts';
import { fillSentence, listOr } from './fill-sentence.ts';
import { CHANNEL_NAMES, territoryName } from './names.ts';

/** What each term says; `{which}` are its places or outlets. */
const SENTENCES = {
  'territory-out': {
    vi: 'Không được đăng tại {which}.',
    'zh-Hans': '不得在{which}发布。',
    en: 'Not to be published in {which}.',
  },
  'territory-only': {
    vi: 'Chỉ được đăng tại {which}.',
    'zh-Hans': '仅限在{which}发布。',
    en: 'To be published only in {which}.',
  },
  'outlet-out': {
    vi: 'Không được đăng trên {which}.',
    'zh-Hans': '不得通过以下渠道发布：{which}。',
    en: 'Not to be published on {which}.',
  },
  'outlet-only': {
    vi: 'Chỉ được đăng trên {which}.',
    'zh-Hans': '仅限通过以下渠道发布：{which}。',
    en: 'To be published only on {which}.',
  },
  'editorial-only': {
    vi: 'Chỉ dùng cho mục đích biên tập.',
    'zh-Hans': '仅供编辑使用。',
    en: 'For editorial use only.',
  },
  'non-commercial': {
    vi: 'Không dùng cho mục đích thương mại, quảng cáo.',
    'zh-Hans': '不得用于商业或广告用途。',
    en: 'Not for commercial use or advertising.',
  },
  'no-archive': { vi: 'Không được lưu trữ.', 'zh-Hans': '不得存档。', en: 'Not to be archived.' },
  'no-sales': {
    vi: 'Không được bán lại hoặc chuyển cho bên thứ ba.',
    'zh-Hans': '不得转售或转授权给第三方。',
    en: 'Not to be resold or passed on to third parties.',
  },
  'no-change': {
    vi: 'Không được cắt cúp hoặc chỉnh sửa.',
    'zh-Hans': '不得裁剪或改动。',
    en: 'Not to be cropped or altered.',
  },
  'no-excerpt': { vi: 'Không được trích đăng.', 'zh-Hans': '不得摘编。', en: 'Not to be excerpted.' },
  'no-translation': { vi: 'Không được dịch.', 'zh-Hans': '不得翻译。', en: 'Not to be translated.' },
  'no-mining': {
    vi: 'Không dùng để khai thác dữ liệu hoặc huấn luyện AI.',
    'zh-Hans': '不得用于数据挖掘或人工智能训练。',
    en: 'Not for data mining or training of AI.',
  },
  credit: { vi: 'Bắt buộc ghi nguồn.', 'zh-Hans': '必须注明来源。', en: 'The credit is mandatory.' },
  agreement: {
    vi: 'Theo thỏa thuận hợp tác; không hạn chế gì thêm.',
    'zh-Hans': '依照合作协议，无其他限制。',
    en: 'As the agreement says; nothing more is restricted.',
  },
  free: { vi: 'Không có hạn chế.', 'zh-Hans': '无限制。', en: 'There are no restrictions.' },
} as const satisfies Readonly<Record<RestrictionCode, Trilingual>>;

/** One term as a sentence in three languages. */
export function sayRestriction({ code, territories = [], channels = [] }: Restriction): Trilingual {
  const which = [...territories.map(territoryName), ...channels.map((channel) => CHANNEL_NAMES[channel])];
  return fillSentence<Trilingual>(SENTENCES[code], { which: listOr(which) });
}
