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
  'destination-by-hand': {
    title: {
      vi: 'Nơi này do người của tòa soạn tự đăng',
      'zh-Hans': '这里由本社人员自行刊播',
      en: 'Your people publish there by hand',
    },
    next: {
      vi: 'Đăng ở đó rồi ghi lại ngày đăng; nút này không gửi gì tới đó.',
      'zh-Hans': '请在那里刊播，然后登记日期；本节点不向那里发送。',
      en: 'Publish it there, then record the day; the node sends nothing there.',
    },
  },
  'destination-not-by-hand': {
    title: {
      vi: 'Tin tới nơi này do nút gửi',
      'zh-Hans': '那里的稿件由本节点推送',
      en: 'The node itself brings stories there',
    },
    next: {
      vi: 'Dùng lệnh gửi và gỡ về của đích gửi này.',
      'zh-Hans': '请用该目的地的推送和撤下。',
      en: 'Use push and call back for this destination.',
    },
  },
  'archive-only-told': {
    title: {
      vi: 'Bản trong kho lưu trữ phải được lấy ra',
      'zh-Hans': '档案库中的稿件必须取出',
      en: 'What lies in an archive is taken out',
    },
    next: {
      vi: 'Lấy bản đó ra khỏi kho rồi xác nhận đã lấy ra; chỉ báo cho người khác là chưa đủ.',
      'zh-Hans': '请把稿件从档案库中取出，再确认已取出；仅告知他人不够。',
      en: 'Take the copy out of the archive, then confirm that it is out; to tell others of it is not enough.',
    },
  },
  'run-day-invalid': {
    title: {
      vi: 'Tin không thể đăng vào ngày này',
      'zh-Hans': '稿件不可能在这一天刊播',
      en: 'The story cannot have run on this day',
    },
    next: {
      vi: 'Chọn một ngày từ “earliest” đến “latest”, viết như 2027-03-09.',
      'zh-Hans': '请在“earliest”与“latest”之间选一天，格式如 2027-03-09。',
      en: 'Choose a day from “earliest” to “latest”, written like 2027-03-09.',
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
