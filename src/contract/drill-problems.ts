import type { ProblemWords } from '#contract/problem.ts';

/** Refusals about kill drills. */
export const DRILL_PROBLEMS = {
  'drill-open': {
    title: {
      vi: 'Đối tác này chưa trả lời lần diễn tập gỡ tin trước',
      'zh-Hans': '该伙伴尚未答复上一次撤稿演练',
      en: 'This partner has not answered the drill before',
    },
    next: {
      vi: 'Xem ở Đính chính → Diễn tập; có câu trả lời rồi mới bắt đầu lần mới. “did” cho biết là đối tác nào.',
      'zh-Hans': '请在“更正”→“演练”中查看；得到答复后再开始新的演练。“did”说明是哪个伙伴。',
      en: 'See it under Corrections → Drills; start another once it is answered. “did” says which partner.',
    },
  },
  'test-story-unknown': {
    title: {
      vi: 'Không có tin diễn tập này',
      'zh-Hans': '没有这篇演练稿',
      en: 'There is no such test story',
    },
    next: { vi: 'Tải lại danh sách.', 'zh-Hans': '请刷新列表。', en: 'Load the list again.' },
  },
  'test-story-not-killed': {
    title: {
      vi: 'Lệnh gỡ tin diễn tập này chưa đến',
      'zh-Hans': '这篇演练稿的撤稿通知还没有到',
      en: 'The kill of this test story has not come yet',
    },
    next: {
      vi: 'Không cần làm gì; lệnh gỡ sẽ hiện ở đây khi đến.',
      'zh-Hans': '无需操作；撤稿通知到达后会显示在这里。',
      en: 'There is nothing to do; the kill shows here when it comes.',
    },
  },
  'test-story-cleared': {
    title: {
      vi: 'Tin diễn tập này đã được gỡ',
      'zh-Hans': '这篇演练稿已经撤下',
      en: 'This test story was cleared already',
    },
    next: {
      vi: 'Đối tác đã nhận xác nhận; không cần làm gì thêm.',
      'zh-Hans': '伙伴已收到回执，无需再操作。',
      en: 'The partner has the receipt; there is nothing left to do.',
    },
  },
} as const satisfies Record<string, ProblemWords>;
