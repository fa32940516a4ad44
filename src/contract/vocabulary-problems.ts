import type { ProblemWords } from '#contract/problem.ts';

/** Refusals of a release of the media topic vocabulary (docs/topics.md). */
export const VOCABULARY_PROBLEMS = {
  'vocabulary-too-large': {
    title: {
      vi: 'Tệp danh mục chủ đề quá lớn',
      'zh-Hans': '主题词表文件过大',
      en: 'The vocabulary file is too large',
    },
    next: {
      vi: 'Chưa nhập gì. Tệp của IPTC chỉ khoảng 2,4 triệu ký tự; hãy kiểm tra xem có cầm nhầm tệp không.',
      'zh-Hans': '未导入任何内容。IPTC 的文件约 240 万字符，请检查是否拿错文件。',
      en: 'Nothing was imported. IPTC’s own file has about 2.4 million characters; see whether it is the wrong one.',
    },
  },
  'vocabulary-unreadable': {
    title: {
      vi: 'Tệp này không phải danh mục Media Topics của IPTC',
      'zh-Hans': '此文件不是 IPTC 的 Media Topics 词表',
      en: 'This file is not IPTC’s vocabulary of Media Topics',
    },
    next: {
      vi: 'Chưa nhập gì. Tải bản JSON của Media Topics từ cv.iptc.org; “at” và “reason” cho biết chỗ sai.',
      'zh-Hans': '未导入任何内容。请从 cv.iptc.org 下载 Media Topics 的 JSON；“at”和“reason”指出何处有误。',
      en: 'Nothing was imported. Get Media Topics as JSON from cv.iptc.org; “at” and “reason” say what is wrong where.',
    },
  },
  'vocabulary-empty': {
    title: {
      vi: 'Tệp danh mục không có chủ đề nào',
      'zh-Hans': '词表文件中没有任何主题',
      en: 'The vocabulary file has no topic in it',
    },
    next: {
      vi: 'Chưa nhập gì; danh mục đang dùng giữ nguyên. Tải lại tệp từ cv.iptc.org.',
      'zh-Hans': '未导入任何内容，现有词表不变。请从 cv.iptc.org 重新下载。',
      en: 'Nothing was imported; what is here stays. Get the file from cv.iptc.org again.',
    },
  },
  'vocabulary-broader-unknown': {
    title: {
      vi: 'Một chủ đề nằm dưới chủ đề không có trong tệp',
      'zh-Hans': '有主题隶属于文件中不存在的主题',
      en: 'A topic stands under one that the file does not hold',
    },
    next: {
      vi: 'Chưa nhập gì. Tệp không đầy đủ: hãy tải trọn bộ, không lọc bớt; “topic” và “broader” cho biết chủ đề nào.',
      'zh-Hans': '未导入任何内容。文件不完整：请下载完整词表；“topic”和“broader”指出是哪些主题。',
      en: 'Nothing was imported. The file is not whole: get all of the vocabulary; “topic” and “broader” say which.',
    },
  },
  'vocabulary-circular': {
    title: {
      vi: 'Các chủ đề trong tệp bao chứa lẫn nhau thành vòng',
      'zh-Hans': '文件中的主题互为上级，形成循环',
      en: 'Topics in the file stand under each other in a circle',
    },
    next: {
      vi: 'Chưa nhập gì. Tệp đã bị sửa hoặc hỏng: tải lại từ cv.iptc.org; “topics” cho biết vòng nào.',
      'zh-Hans': '未导入任何内容。文件被改动或已损坏，请从 cv.iptc.org 重新下载；“topics”指出循环。',
      en: 'Nothing was imported. The file was altered or damaged: get it from cv.iptc.org again; “topics” says which circle.',
    },
  },
  'vocabulary-older': {
    title: {
      vi: 'Bản danh mục này cũ hơn bản đang dùng',
      'zh-Hans': '此词表版本比现用版本旧',
      en: 'This release of the vocabulary is older than the one in use',
    },
    next: {
      vi: 'Chưa nhập gì. Nếu thực sự muốn quay về bản cũ, chạy lại với --force; tên chủ đề trước đó vẫn được giữ.',
      'zh-Hans': '未导入任何内容。如确需退回旧版本，请加 --force 重新运行；此前的名称会保留。',
      en: 'Nothing was imported. To go back to it all the same, run it again with --force; earlier names are kept.',
    },
  },
  'topic-unknown': {
    title: {
      vi: 'Không có chủ đề nào mang mã này',
      'zh-Hans': '没有此代码的主题',
      en: 'No topic has this code',
    },
    next: {
      vi: 'Tìm bằng “pactwire vocabulary list”; nhập danh mục của IPTC để có đủ mọi chủ đề.',
      'zh-Hans': '请用“pactwire vocabulary list”查找；导入 IPTC 词表后即有全部主题。',
      en: 'Look for it with “pactwire vocabulary list”; all of IPTC’s are here once its vocabulary is imported.',
    },
  },
} as const satisfies Record<string, ProblemWords>;
