import type { ProblemWords } from '#contract/problem.ts';

/** Refusals about saved searches. */
export const ALERT_PROBLEMS = {
  'search-unknown': {
    title: {
      vi: 'Không có tìm kiếm đã lưu này',
      'zh-Hans': '没有这条已存搜索',
      en: 'There is no such saved search',
    },
    next: { vi: 'Tải lại danh sách.', 'zh-Hans': '请刷新列表。', en: 'Load the list again.' },
  },
  'search-of-others': {
    title: {
      vi: 'Bạn không được sửa tìm kiếm này',
      'zh-Hans': '您不能更改这条搜索',
      en: 'This search is not yours to change',
    },
    next: {
      vi: 'Tìm kiếm chung do người lưu, biên tập viên hoặc trưởng ban sửa; bạn có thể lưu một bản riêng.',
      'zh-Hans': '全社共用的搜索由保存者、编辑或总编更改；您可以另存一份自己的。',
      en: 'One for the whole agency is changed by who saved it, an editor or the chief; you can save one of your own.',
    },
  },
  'searches-full': {
    title: {
      vi: 'Bạn đã lưu quá nhiều tìm kiếm',
      'zh-Hans': '您保存的搜索过多',
      en: 'You have saved too many searches',
    },
    next: {
      vi: 'Xóa những tìm kiếm không còn cần; “most” cho biết giới hạn.',
      'zh-Hans': '请删除不再需要的搜索；“most”为上限。',
      en: 'Delete those you no longer need; “most” says how many there may be.',
    },
  },
  'hook-needs-agency': {
    title: {
      vi: 'Webhook chỉ dành cho tìm kiếm chung và hệ thống nhận webhook',
      'zh-Hans': 'Webhook 只用于全社共用的搜索和接收 webhook 的系统',
      en: 'A webhook needs a search for the whole agency and a system that takes webhooks',
    },
    next: {
      vi: 'Chuyển tìm kiếm thành chung, và thêm hệ thống ở Đích gửi với loại webhook.',
      'zh-Hans': '请将搜索设为全社共用，并在“推送目的地”中添加 webhook 类型的系统。',
      en: 'Make the search agency-wide, and add the system under Destinations as a webhook.',
    },
  },
} as const satisfies Record<string, ProblemWords>;
