import type { ProblemWords } from '#contract/problem.ts';

/** Refusals about other systems that stories are pushed to. */
export const DESTINATION_PROBLEMS = {
  'destination-unknown': {
    title: {
      vi: 'Không có đích gửi này',
      'zh-Hans': '没有这个推送目的地',
      en: 'There is no such destination',
    },
    next: {
      vi: 'Tải lại danh sách đích gửi.',
      'zh-Hans': '请刷新推送目的地列表。',
      en: 'Reload the list of destinations.',
    },
  },
  'destination-invalid': {
    title: {
      vi: 'Không thể thêm đích gửi này',
      'zh-Hans': '无法添加此推送目的地',
      en: 'This destination cannot be added',
    },
    next: {
      vi: 'Sửa mục nêu trong “at”; “detail” cho biết cần gì.',
      'zh-Hans': '请修正“at”所指的项目；“detail”说明需要什么。',
      en: 'Mend what “at” names; “detail” says what it needs.',
    },
  },
  'placement-unknown': {
    title: {
      vi: 'Tin này chưa được gửi tới đó',
      'zh-Hans': '该稿件没有推送到那里',
      en: 'This story was not pushed there',
    },
    next: {
      vi: 'Xem nhật ký của đích gửi.',
      'zh-Hans': '请查看推送目的地的记录。',
      en: 'Look into the log of the destination.',
    },
  },
  'story-stopped': {
    title: {
      vi: 'Tin này đã bị hủy hoặc đang tạm giữ',
      'zh-Hans': '该稿件已撤稿或暂停使用',
      en: 'This story was killed or is withheld',
    },
    next: {
      vi: 'Không gửi đi nữa; lệnh dừng tự đến mọi nơi tin đã được gửi tới.',
      'zh-Hans': '不再推送；停用通知会自动送达每个已推送的地方。',
      en: 'It is not sent any more; the stop reaches every place that it was pushed to by itself.',
    },
  },
} as const satisfies Record<string, ProblemWords>;
