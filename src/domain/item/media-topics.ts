import type { Trilingual } from '#kernel/language.ts';
import type { Subject } from './item.ts';

export type TopTopic = { readonly code: string; readonly name: Trilingual };

/**
 * The 17 top Media Topics of IPTC NewsCodes, release 2026-07-02 (CC BY 4.0, copyright IPTC): codes, English and
 * simplified Chinese names are IPTC's; the Vietnamese names are ours, IPTC has none.
 */
export const TOP_TOPICS: readonly TopTopic[] = [
  {
    code: 'medtop:01000000',
    name: {
      vi: 'nghệ thuật, văn hóa, giải trí và truyền thông',
      'zh-Hans': '艺术、文化、娱乐和媒体',
      en: 'arts, culture, entertainment and media',
    },
  },
  {
    code: 'medtop:02000000',
    name: {
      vi: 'tội phạm, pháp luật và tư pháp',
      'zh-Hans': '犯罪、法律和司法',
      en: 'crime, law and justice',
    },
  },
  {
    code: 'medtop:03000000',
    name: {
      vi: 'thảm họa, tai nạn và sự cố khẩn cấp',
      'zh-Hans': '灾难、事故和突发事件',
      en: 'disaster, accident and emergency incident',
    },
  },
  {
    code: 'medtop:04000000',
    name: {
      vi: 'kinh tế, kinh doanh và tài chính',
      'zh-Hans': '经济、商业和金融',
      en: 'economy, business and finance',
    },
  },
  { code: 'medtop:05000000', name: { vi: 'giáo dục', 'zh-Hans': '教育', en: 'education' } },
  { code: 'medtop:06000000', name: { vi: 'môi trường', 'zh-Hans': '环境', en: 'environment' } },
  { code: 'medtop:07000000', name: { vi: 'y tế', 'zh-Hans': '卫生', en: 'health' } },
  { code: 'medtop:08000000', name: { vi: 'chuyện đời thường', 'zh-Hans': '人性', en: 'human interest' } },
  { code: 'medtop:09000000', name: { vi: 'lao động', 'zh-Hans': '劳动', en: 'labour' } },
  {
    code: 'medtop:10000000',
    name: { vi: 'lối sống và giải trí', 'zh-Hans': '生活方式和休闲', en: 'lifestyle and leisure' },
  },
  {
    code: 'medtop:11000000',
    name: { vi: 'chính trị và chính quyền', 'zh-Hans': '政治', en: 'politics and government' },
  },
  { code: 'medtop:12000000', name: { vi: 'tôn giáo', 'zh-Hans': '宗教和信仰', en: 'religion' } },
  {
    code: 'medtop:13000000',
    name: { vi: 'khoa học và công nghệ', 'zh-Hans': '科学技术', en: 'science and technology' },
  },
  { code: 'medtop:14000000', name: { vi: 'xã hội', 'zh-Hans': '社会', en: 'society' } },
  { code: 'medtop:15000000', name: { vi: 'thể thao', 'zh-Hans': '体育', en: 'sport' } },
  {
    code: 'medtop:16000000',
    name: {
      vi: 'xung đột, chiến tranh và hòa bình',
      'zh-Hans': '冲突、战争与和平',
      en: 'conflict, war and peace',
    },
  },
  { code: 'medtop:17000000', name: { vi: 'thời tiết', 'zh-Hans': '天气', en: 'weather' } },
];

const NAMES = new Map(TOP_TOPICS.map(({ code, name }) => [code, name]));

/** The name of a top topic in all three languages; undefined for narrower ones, whose names come with the item. */
export function topTopicName(code: string): Trilingual | undefined {
  return NAMES.get(code);
}

/** Is this a media topic at all? Other vocabularies say nothing about topics. */
export function isMediaTopic(code: string): boolean {
  return code.startsWith('medtop:');
}

/** Does the chain of a subject reach a top topic, so that what it does not name it is not about? */
export function isRooted({ code, broader }: Subject): boolean {
  return NAMES.has(code) || broader.some((one) => NAMES.has(one));
}
