import type { ProblemWords } from '#contract/problem.ts';

/** Refusals of translating, publishing and withdrawing. */
export const PUBLICATION_PROBLEMS = {
  'story-not-taken': {
    title: { vi: 'Tin này chưa được lấy về', 'zh-Hans': '该稿件尚未采用', en: 'This story was not taken' },
    next: {
      vi: 'Lấy tin về trước; đối tác sẽ được báo.',
      'zh-Hans': '请先采用该稿件；伙伴会收到通知。',
      en: 'Take it first; the partner is told.',
    },
  },
  'story-embargoed': {
    title: {
      vi: 'Tin này còn trong thời gian cấm đăng',
      'zh-Hans': '该稿件仍在禁发期内',
      en: 'This story is under embargo',
    },
    next: {
      vi: 'Đăng được từ thời điểm nêu trong “retryAt”.',
      'zh-Hans': '自“retryAt”所示时间起可以发布。',
      en: 'It can be published from the time in “retryAt”.',
    },
  },
  'translation-unknown': {
    title: { vi: 'Không có bản dịch này', 'zh-Hans': '没有这份译文', en: 'There is no such translation' },
    next: {
      vi: 'Mở lại tin và bắt đầu dịch.',
      'zh-Hans': '请重新打开稿件并开始翻译。',
      en: 'Open the story and start one.',
    },
  },
  'translation-same-language': {
    title: {
      vi: 'Tin đã ở ngôn ngữ này',
      'zh-Hans': '稿件已是该语言',
      en: 'The story is in this language already',
    },
    next: {
      vi: 'Chọn ngôn ngữ khác, hoặc sửa tin ở nguồn thành phiên bản mới.',
      'zh-Hans': '请选择其他语言，或在源稿中改出新版本。',
      en: 'Choose another language, or edit the story at its source, as a new version.',
    },
  },
  'translation-outdated': {
    title: {
      vi: 'Có người vừa lưu bản dịch này',
      'zh-Hans': '该译文刚被他人保存',
      en: 'Somebody has just saved this translation',
    },
    next: {
      vi: 'Chữ của bạn vẫn còn. Tải bản mới nhất, so lại rồi lưu.',
      'zh-Hans': '您的文字仍在。请载入最新版本，核对后再保存。',
      en: 'Your words are kept. Load the newest, compare, and save again.',
    },
  },
  'translation-killed': {
    title: {
      vi: 'Tin gốc đã bị rút',
      'zh-Hans': '原稿已被撤销',
      en: 'The source of this translation was killed',
    },
    next: {
      vi: 'Không dùng được nữa; lý do nằm trong mục Đính chính.',
      'zh-Hans': '不可再用；原因见“更正”。',
      en: 'It cannot be used any more; the reason stands under Corrections.',
    },
  },
  'translation-unfinished': {
    title: {
      vi: 'Bản dịch còn đoạn chưa xác nhận',
      'zh-Hans': '译文还有未确认的段落',
      en: 'Some blocks of the translation are not confirmed',
    },
    next: {
      vi: 'Xác nhận những đoạn được đánh dấu rồi đăng.',
      'zh-Hans': '请确认标出的段落后再发布。',
      en: 'Confirm the marked blocks, then publish.',
    },
  },
  'block-unknown': {
    title: {
      vi: 'Đoạn này không còn trong tin gốc',
      'zh-Hans': '原稿中已无此段',
      en: 'The source has no such block',
    },
    next: { vi: 'Tải lại bản dịch.', 'zh-Hans': '请刷新译文。', en: 'Load the translation again.' },
  },
  'correction-note-missing': {
    title: {
      vi: 'Bạn đọc đã thấy phiên bản sai',
      'zh-Hans': '读者已看到有误的版本',
      en: 'Readers saw the version that was wrong',
    },
    next: {
      vi: 'Viết cho bạn đọc một câu về điều đã sai; câu này đứng đầu trang.',
      'zh-Hans': '请用一句话向读者说明何处有误；该说明置于页面顶部。',
      en: 'Tell readers in a sentence what was wrong; it stands at the top of the page.',
    },
  },
  'publication-unknown': {
    title: { vi: 'Không có trang này', 'zh-Hans': '没有这个页面', en: 'There is no such page' },
    next: { vi: 'Tải lại danh sách.', 'zh-Hans': '请刷新列表。', en: 'Load the list again.' },
  },
  'publication-withdrawn': {
    title: { vi: 'Trang này đã bị rút', 'zh-Hans': '该页面已撤回', en: 'This page was withdrawn' },
    next: {
      vi: 'Trang đã rút không trở lại; thông báo lý do ở lại địa chỉ đó.',
      'zh-Hans': '已撤回的页面不再恢复；说明保留在原地址。',
      en: 'A withdrawn page does not come back; the notice stays at its address.',
    },
  },
} as const satisfies Record<string, ProblemWords>;
