import type { ProblemWords } from '#contract/problem.ts';

/** Refusals about the keys of programs. */
export const API_KEY_PROBLEMS = {
  'api-key-refused': {
    title: {
      vi: 'Khóa API này không mở được gì ở đây',
      'zh-Hans': '此 API 密钥在这里无效',
      en: 'This API key opens nothing here',
    },
    next: {
      vi: 'Kiểm tra khóa đã gửi, hoặc xin quản trị viên một khóa mới.',
      'zh-Hans': '请核对所发送的密钥，或向管理员索取新密钥。',
      en: 'Check the key that was sent, or ask an administrator for a new one.',
    },
  },
  'api-key-not-enough': {
    title: {
      vi: 'Việc này nằm ngoài phạm vi của khóa API',
      'zh-Hans': '此操作超出该 API 密钥的范围',
      en: 'This is beyond what the API key is for',
    },
    next: {
      vi: 'Xin một khóa có phạm vi được nêu; nếu không nêu phạm vi nào thì chỉ người đăng nhập mới làm được.',
      'zh-Hans': '请索取具有所列范围的密钥；若未列出范围，则只有登录的人员才能操作。',
      en: 'Ask for a key with the scope named; where none is named, only people who sign in may do it.',
    },
  },
  'api-key-beside-session': {
    title: {
      vi: 'Yêu cầu mang cả khóa API lẫn phiên đăng nhập',
      'zh-Hans': '请求同时带有 API 密钥和登录会话',
      en: 'The call carries both an API key and a session',
    },
    next: {
      vi: 'Gửi khóa không kèm cookie, hoặc đăng nhập mà không gửi khóa.',
      'zh-Hans': '请只发送密钥而不带 Cookie，或登录后不发送密钥。',
      en: 'Send the key without the cookie, or sign in and send no key.',
    },
  },
  'api-key-unknown': {
    title: {
      vi: 'Không có khóa API này, hoặc đã bị thu hồi',
      'zh-Hans': '没有这个 API 密钥，或已被撤销',
      en: 'There is no such API key, or it was revoked before',
    },
    next: { vi: 'Tải lại danh sách.', 'zh-Hans': '请刷新列表。', en: 'Reload the list.' },
  },
} as const satisfies Record<string, ProblemWords>;
