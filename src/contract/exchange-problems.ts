import type { ProblemWords } from '#contract/problem.ts';

/** Refusals between nodes (docs/protocol/pxp-1.md). */
export const EXCHANGE_PROBLEMS = {
  'signature-refused': {
    title: {
      vi: 'Chữ ký của yêu cầu không được chấp nhận',
      'zh-Hans': '请求签名未被接受',
      en: 'The signature of the request is not accepted',
    },
    next: {
      vi: 'Ký theo hồ sơ RFC 9421 của PXP/1 bằng khóa mà bên này đã ghim; lý do nằm trong “reason”.',
      'zh-Hans': '请按 PXP/1 的 RFC 9421 规范，用本方已固定的密钥签名；原因见“reason”。',
      en: 'Sign as PXP/1 profiles RFC 9421, with a key this side has pinned; “reason” says why.',
    },
  },
  'clock-skew': {
    title: {
      vi: 'Đồng hồ hai bên lệch quá 300 giây',
      'zh-Hans': '双方时钟相差超过 300 秒',
      en: 'The two clocks stand more than 300 seconds apart',
    },
    next: {
      vi: 'Chỉnh đồng hồ theo “serverTime” rồi gửi lại.',
      'zh-Hans': '请按“serverTime”校准时钟后重新发送。',
      en: 'Set the clock by “serverTime” and send it again.',
    },
  },
  'channel-unknown': {
    title: { vi: 'Không có kênh này', 'zh-Hans': '没有这个通道', en: 'There is no such channel' },
    next: {
      vi: 'Kiểm tra DID của hai bên; kênh chỉ có khi hai bên đã ghim khóa của nhau.',
      'zh-Hans': '请核对双方的 DID；双方互相固定密钥后才有通道。',
      en: 'Check both DIDs; a channel exists once each side has pinned the other’s keys.',
    },
  },
  'future-cursor': {
    title: {
      vi: 'Bên đọc đã có nhiều mục hơn bên viết',
      'zh-Hans': '读取方的位置超过了发布方',
      en: 'The reader is ahead of the writer',
    },
    next: {
      vi: 'Bên viết đã mất phần cuối nhật ký và phải lấy lại từ đối tác trước khi viết tiếp.',
      'zh-Hans': '发布方丢失了日志末尾，须先从伙伴处取回再继续写入。',
      en: 'The writer lost its tail and must get it back from its partners before it writes again.',
    },
  },
  'epoch-changed': {
    title: {
      vi: 'Kênh đã sang kỷ nguyên khác',
      'zh-Hans': '通道已进入新的纪元',
      en: 'The channel is in another epoch',
    },
    next: {
      vi: 'Người phụ trách phải xem và chấp nhận kỷ nguyên mới.',
      'zh-Hans': '须由负责人查看并接受新的纪元。',
      en: 'A person has to look and accept the new epoch.',
    },
  },
  fork: {
    title: {
      vi: 'Hai mục khác nhau ở cùng một vị trí',
      'zh-Hans': '同一位置存在两个不同的条目',
      en: 'Two different entries stand at one position',
    },
    next: {
      vi: 'Kênh bị đóng băng; hai bản ký là bằng chứng. Liên hệ đối tác.',
      'zh-Hans': '通道已冻结；两份签名文本为证据。请联系伙伴。',
      en: 'The channel is frozen, both signed texts are kept as evidence. Speak with the partner.',
    },
  },
  'object-unknown': {
    title: { vi: 'Không có đối tượng này', 'zh-Hans': '没有这个对象', en: 'There is no such object' },
    next: {
      vi: 'Chỉ lấy được đối tượng mà kênh của bên gọi nêu tên và thỏa thuận còn cho phép.',
      'zh-Hans': '只能获取调用方通道中列明且协议仍允许的对象。',
      en: 'Only what the caller’s channel names, and the agreement still lets go, can be fetched.',
    },
  },
} as const satisfies Record<string, ProblemWords>;
