import type { ProblemWords } from '#contract/problem.ts';

/** What is found wrong with a transparency log. */
export const TRANSPARENCY_PROBLEMS = {
  'checkpoint-malformed': {
    title: {
      vi: 'Đây không phải điểm kiểm chứng hay bằng chứng của một nhật ký minh bạch',
      'zh-Hans': '这不是透明日志的检查点或证明',
      en: 'This is no checkpoint or proof of a transparency log',
    },
    next: {
      vi: 'Tải lại tệp từ nơi phục vụ nhật ký, nguyên văn từng dòng, rồi thử lại.',
      'zh-Hans': '请从日志所在处重新下载该文件，逐行保持原样，然后重试。',
      en: 'Fetch the file again from where the log is served, word for word, and try again.',
    },
  },
  'checkpoint-origin': {
    title: {
      vi: 'Điểm kiểm chứng thuộc về một nhật ký khác',
      'zh-Hans': '该检查点属于另一份日志',
      en: 'The checkpoint is of another log',
    },
    next: {
      vi: 'So tên trong “origin” với khóa bạn dùng; mỗi nhật ký có khóa riêng.',
      'zh-Hans': '请将“origin”中的名称与所用密钥核对；每份日志有自己的密钥。',
      en: 'Compare the name in “origin” with the key you used; each log has its own.',
    },
  },
  'checkpoint-signature': {
    title: {
      vi: 'Chữ ký của điểm kiểm chứng không đúng với khóa này',
      'zh-Hans': '检查点的签名与该密钥不符',
      en: 'The signature of the checkpoint does not hold under this key',
    },
    next: {
      vi: 'Đừng tin nội dung này. Hỏi hãng chủ nhật ký về khóa, qua một đường khác.',
      'zh-Hans': '请勿采信其内容。请通过其他途径向日志所属机构核对密钥。',
      en: 'Do not rely on it. Ask the agency for its key by another way.',
    },
  },
  'log-unreadable': {
    title: {
      vi: 'Không đọc được một phần của nhật ký',
      'zh-Hans': '日志有一部分无法读取',
      en: 'A part of the log cannot be read',
    },
    next: {
      vi: 'Phần thiếu nằm trong “path”. Thử lại sau; nếu vẫn thiếu, nhật ký không giữ lời.',
      'zh-Hans': '缺失部分见“path”。请稍后重试；若仍缺失，则该日志未履行承诺。',
      en: '“path” says which. Try again later; if it stays away, the log does not keep its word.',
    },
  },
  'log-root-differs': {
    title: {
      vi: 'Các bản ghi không khớp với điều nhật ký đã ký',
      'zh-Hans': '日志条目与其签名的内容不符',
      en: 'The leaves are not what the log signed',
    },
    next: {
      vi: 'Giữ lại điểm kiểm chứng và các bản ghi: chúng cho thấy chỗ sai lệch. Báo cho hãng chủ nhật ký.',
      'zh-Hans': '请保存检查点和条目，它们可显示差异所在，并通知日志所属机构。',
      en: 'Keep the checkpoint and the leaves, for they show the difference, and tell the agency.',
    },
  },
  'log-shortened': {
    title: {
      vi: 'Nhật ký nay ngắn hơn trước',
      'zh-Hans': '日志比以前更短了',
      en: 'The log is shorter than it was',
    },
    next: {
      vi: 'Giữ cả hai điểm kiểm chứng: cả hai đều do nhật ký ký. Hỏi hãng chủ nhật ký vì sao.',
      'zh-Hans': '请保存两个检查点：两者均由该日志签名。请向所属机构询问原因。',
      en: 'Keep both checkpoints: the log signed both. Ask the agency why.',
    },
  },
  'log-rewritten': {
    title: {
      vi: 'Quá khứ của nhật ký đã bị viết lại',
      'zh-Hans': '日志的历史已被改写',
      en: 'The past of the log was rewritten',
    },
    next: {
      vi: 'Giữ cả hai điểm kiểm chứng và các bản ghi: đó là bằng chứng cho bất kỳ ai.',
      'zh-Hans': '请保存两个检查点及各条目：它们足以向任何人证明此事。',
      en: 'Keep both checkpoints and the leaves: they prove it to anybody.',
    },
  },
  'head-not-committed': {
    title: {
      vi: 'Trong giờ này nhật ký không cam kết về kênh này',
      'zh-Hans': '该小时内日志没有对该通道作出承诺',
      en: 'The log commits to nothing about this channel in that hour',
    },
    next: {
      vi: 'Mỗi giờ có thay đổi mới có một cam kết, và nó cần vài giây để được ký. Chọn giờ khác, dạng 2027-01-04T08Z.',
      'zh-Hans': '有变化的小时才有承诺，且需几秒钟完成签名。请选择其他小时，格式如 2027-01-04T08Z。',
      en: 'Only an hour in which something moved has a commitment, signed within seconds. Name another, such as 2027-01-04T08Z.',
    },
  },
  'log-key-unknown': {
    title: {
      vi: 'Chưa biết khóa của nhật ký này',
      'zh-Hans': '尚不知道该日志的密钥',
      en: 'The key of this log is not known',
    },
    next: {
      vi: 'Cho biết khóa bằng --key, như hãng đã công bố ở /.well-known/pactwire.',
      'zh-Hans': '请用 --key 给出密钥，即该机构在 /.well-known/pactwire 公布的密钥。',
      en: 'Give it with --key, as the agency shows it at /.well-known/pactwire.',
    },
  },
} as const satisfies Record<string, ProblemWords>;
