import type { ProblemWords } from '#contract/problem.ts';

/** Refusals of a question to the wire. What is merely not in the language of questions is searched for as it stands. */
export const QUESTION_PROBLEMS = {
  'question-too-long': {
    title: {
      vi: 'Câu tìm kiếm quá dài',
      'zh-Hans': '搜索内容过长',
      en: 'The question is too long',
    },
    next: {
      vi: 'Chưa tìm gì. Hãy rút xuống còn tối đa 500 ký tự: vài từ đặc trưng tìm tốt hơn cả đoạn văn.',
      'zh-Hans': '尚未搜索。请缩短到 500 个字符以内：几个有代表性的词比整段文字更有效。',
      en: 'Nothing was searched for. Make it 500 characters or less: a few telling words find more than a paragraph.',
    },
  },
  'question-unreadable': {
    title: {
      vi: 'Câu tìm kiếm có ký tự không phải chữ',
      'zh-Hans': '搜索内容含有非文字字符',
      en: 'The question holds signs that are no text',
    },
    next: {
      vi: 'Chưa tìm gì. Hãy gõ lại câu tìm: bản dán vào có ký tự điều khiển; “at” cho biết ở vị trí nào.',
      'zh-Hans': '尚未搜索。请重新输入：粘贴的内容含有控制字符；“at”指出其位置。',
      en: 'Nothing was searched for. Type it anew: what was pasted holds control characters; “at” says where.',
    },
  },
} as const satisfies Record<string, ProblemWords>;
