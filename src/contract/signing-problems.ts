import type { ProblemWords } from '#contract/problem.ts';

/** Refusals about who signs, how they show who they are, and the rule of two people. */
export const SIGNING_PROBLEMS = {
  'signing-approval-missing': {
    title: {
      vi: 'Chưa có ai duyệt đúng văn bản này',
      'zh-Hans': '尚无人核准这份文本',
      en: 'Nobody has approved this exact text yet',
    },
    next: {
      vi: 'Cơ quan ký theo quy tắc hai người: đề nghị một người khác duyệt trước, rồi ký.',
      'zh-Hans': '本机构实行双人签署：请另一人先行核准，然后再签署。',
      en: 'Your agency signs by two people: ask somebody else to approve it first, then sign.',
    },
  },
  'signing-approval-not-asked': {
    title: {
      vi: 'Cơ quan không yêu cầu duyệt trước khi ký',
      'zh-Hans': '本机构签署前不要求核准',
      en: 'Your agency asks for no approval before signing',
    },
    next: {
      vi: 'Ký ngay, hoặc đặt quy tắc hai người trước.',
      'zh-Hans': '可直接签署，或先设定双人签署规则。',
      en: 'Sign at once, or set the two-person rule first.',
    },
  },
  'signing-already-approved': {
    title: {
      vi: 'Văn bản này đã được duyệt',
      'zh-Hans': '这份文本已经核准',
      en: 'This text is approved already',
    },
    next: {
      vi: 'Đề nghị một người khác ký.',
      'zh-Hans': '请由另一人签署。',
      en: 'Ask another person to sign it.',
    },
  },
  'signing-same-person': {
    title: {
      vi: 'Người duyệt và người ký phải là hai người khác nhau',
      'zh-Hans': '核准人与签署人必须是两个人',
      en: 'Who approves and who signs must be two people',
    },
    next: {
      vi: 'Đề nghị một người khác ký. Gửi đường dẫn ký cũng tính là cùng một người.',
      'zh-Hans': '请由另一人签署。发送签署链接的人也算作同一人。',
      en: 'Ask somebody else to sign. Sending a signing link counts as the same hand.',
    },
  },
  'signing-key-unreadable': {
    title: {
      vi: 'Không mở được khóa ký của cơ quan',
      'zh-Hans': '无法读取本机构的签名密钥',
      en: 'The agency’s signing key cannot be read',
    },
    next: {
      vi: 'Chưa có gì được ký. Người vận hành nút chạy “pactwire doctor”, khôi phục secrets.json, rồi thử lại.',
      'zh-Hans': '尚未签署任何内容。请节点运维人员运行“pactwire doctor”并恢复 secrets.json，然后重试。',
      en: 'Nothing was signed. Whoever runs the node should run “pactwire doctor” and restore secrets.json; then try again.',
    },
  },
  'signer-proof-unset': {
    title: {
      vi: 'Bạn chưa có cách chứng minh mình là người ký',
      'zh-Hans': '您尚未设置签署时的身份验证方式',
      en: 'You have nothing yet to show who signs',
    },
    next: {
      vi: 'Vào “Cài đặt của tôi”, thêm khóa truy cập (hoặc mã dùng một lần), rồi ký.',
      'zh-Hans': '请在“我的设置”中添加通行密钥（或一次性验证码），然后再签署。',
      en: 'Add a passkey (or one-time codes) under My settings, then sign.',
    },
  },
  'signer-proof-missing': {
    title: {
      vi: 'Chữ ký cần bạn chứng minh lại danh tính',
      'zh-Hans': '签署时需要再次验证身份',
      en: 'Signing asks you once more who you are',
    },
    next: {
      vi: 'Dùng khóa truy cập; ai chưa có thì nhập lại mật khẩu và mã dùng một lần (xem “method”).',
      'zh-Hans': '请使用通行密钥；没有的，请重新输入密码和一次性验证码（见“method”）。',
      en: 'Use your passkey; without one, type password and one-time code anew (see “method”).',
    },
  },
  'signer-proof-wrong': {
    title: {
      vi: 'Mật khẩu hoặc mã không đúng',
      'zh-Hans': '密码或验证码不正确',
      en: 'The password or the code is wrong',
    },
    next: {
      vi: 'Chưa có gì được ký. Nhập lại với mã mới trong ứng dụng.',
      'zh-Hans': '尚未签署任何内容。请用应用中的新验证码重试。',
      en: 'Nothing was signed. Type them again with a new code from your app.',
    },
  },
  'signing-rule-same': {
    title: {
      vi: 'Quy tắc ký đã như vậy rồi',
      'zh-Hans': '签署规则已是如此',
      en: 'The signing rule says that already',
    },
    next: { vi: 'Không cần làm gì thêm.', 'zh-Hans': '无需再次操作。', en: 'There is nothing more to do.' },
  },
  'signing-rule-same-person': {
    title: {
      vi: 'Quy tắc ký cần một người ở ghế kia xác nhận',
      'zh-Hans': '签署规则需由另一职位的另一人确认',
      en: 'The signing rule needs another person in the other seat',
    },
    next: {
      vi: 'Một quản trị viên và một tổng biên tập, là hai người, phải nói cùng một điều.',
      'zh-Hans': '须由一名管理员和一名主编（两个不同的人）作出相同设定。',
      en: 'An administrator and a chief editor, two people, must say the same.',
    },
  },
  'signing-rule-outside-idle': {
    title: {
      vi: 'Người ngoài chỉ duyệt được khi cơ quan ký theo hai người',
      'zh-Hans': '只有实行双人签署时，外部人员才能核准',
      en: 'An outsider can approve only where two people sign',
    },
    next: {
      vi: 'Bật quy tắc hai người, hoặc cho người ngoài làm người ký.',
      'zh-Hans': '请启用双人签署，或让外部人员作为签署人。',
      en: 'Turn the two-person rule on, or let the outsider be the signatory.',
    },
  },
  'signing-outside-not-allowed': {
    title: {
      vi: 'Cơ quan không cho người ngoài ký qua đường dẫn',
      'zh-Hans': '本机构未允许外部人员通过链接签署',
      en: 'The agency does not let outsiders act by a link',
    },
    next: {
      vi: 'Một quản trị viên và một tổng biên tập đặt điều này ở “Cách ta ký”.',
      'zh-Hans': '须由一名管理员和一名主编在“签署方式”中设定。',
      en: 'An administrator and a chief editor set this under “How we sign”.',
    },
  },
  'signing-link-unknown': {
    title: {
      vi: 'Không có đường dẫn ký này',
      'zh-Hans': '没有这个签署链接',
      en: 'There is no such signing link',
    },
    next: {
      vi: 'Chép lại nguyên vẹn địa chỉ, hoặc xin người gửi một đường dẫn mới.',
      'zh-Hans': '请完整复制网址，或向发送者索取新的链接。',
      en: 'Copy the whole address, or ask its sender for a new link.',
    },
  },
  'signing-link-over': {
    title: {
      vi: 'Đường dẫn ký này không còn dùng được',
      'zh-Hans': '这个签署链接已失效',
      en: 'This signing link is over',
    },
    next: {
      vi: 'Xin người gửi một đường dẫn mới nếu vẫn cần (xem “how”).',
      'zh-Hans': '如仍需要，请向发送者索取新的链接（见“how”）。',
      en: 'Ask its sender for a new one if it is still needed (see “how”).',
    },
  },
  'signing-code-wrong': {
    title: { vi: 'Mã không đúng', 'zh-Hans': '验证码不正确', en: 'The code is wrong' },
    next: {
      vi: 'Chưa có gì được ký. Xem lại tám chữ số được báo riêng; “left” là số lần còn lại.',
      'zh-Hans': '尚未签署任何内容。请核对另行告知的八位数字；“left”为剩余次数。',
      en: 'Nothing was signed. Check the eight digits that you were told; “left” is how many tries remain.',
    },
  },
} as const satisfies Record<string, ProblemWords>;
