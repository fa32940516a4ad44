import type { ProblemWords } from '#contract/problem.ts';

/** Refusals of the door itself, before any capability was asked. */
export const DOOR_PROBLEMS = {
  'input-invalid': {
    title: {
      vi: 'Yêu cầu không đúng mẫu',
      'zh-Hans': '请求的格式不正确',
      en: 'The request does not have the expected form',
    },
    next: {
      vi: 'Sửa các chỗ được nêu trong “places” rồi gửi lại.',
      'zh-Hans': '请修改“places”中指出的位置后重新发送。',
      en: 'Mend the places named in “places” and send it again.',
    },
  },
  'json-invalid': {
    title: {
      vi: 'Nội dung không phải JSON hợp lệ',
      'zh-Hans': '内容不是有效的 JSON',
      en: 'The body is not sound JSON',
    },
    next: {
      vi: 'Gửi JSON dạng UTF-8, không trùng khóa, lồng không quá 64 cấp.',
      'zh-Hans': '请发送 UTF-8 编码、键不重复、嵌套不超过 64 层的 JSON。',
      en: 'Send JSON in UTF-8 with no key twice and at most 64 levels.',
    },
  },
  'content-type-unsupported': {
    title: {
      vi: 'Kiểu nội dung này không được nhận ở đây',
      'zh-Hans': '此处不接受这种内容类型',
      en: 'This kind of content is not taken here',
    },
    next: {
      vi: 'Gửi với Content-Type: application/json.',
      'zh-Hans': '请使用 Content-Type: application/json 发送。',
      en: 'Send it as Content-Type: application/json.',
    },
  },
  'body-too-large': {
    title: { vi: 'Nội dung quá lớn', 'zh-Hans': '内容过大', en: 'The body is too large' },
    next: {
      vi: 'Gửi ít hơn trong mỗi lần gọi.',
      'zh-Hans': '请减少每次发送的内容。',
      en: 'Send less in one call.',
    },
  },
  'request-malformed': {
    title: {
      vi: 'Không đọc được yêu cầu HTTP này',
      'zh-Hans': '无法读取该 HTTP 请求',
      en: 'This is not a readable HTTP request',
    },
    next: {
      vi: 'Kiểm tra địa chỉ và các tiêu đề của yêu cầu.',
      'zh-Hans': '请检查请求的地址和标头。',
      en: 'Check the address and the headers of the request.',
    },
  },
  'headers-too-large': {
    title: { vi: 'Các tiêu đề quá lớn', 'zh-Hans': '标头过大', en: 'The headers are too large' },
    next: {
      vi: 'Xóa cookie cũ của địa chỉ này rồi thử lại.',
      'zh-Hans': '请清除该地址的旧 Cookie 后重试。',
      en: 'Clear old cookies of this address and try again.',
    },
  },
  'request-timeout': {
    title: { vi: 'Yêu cầu đến quá chậm', 'zh-Hans': '请求传输过慢', en: 'The request arrived too slowly' },
    next: { vi: 'Gửi lại.', 'zh-Hans': '请重新发送。', en: 'Send it again.' },
  },
  'not-found': {
    title: {
      vi: 'Không có gì ở địa chỉ này',
      'zh-Hans': '此地址没有内容',
      en: 'There is nothing at this address',
    },
    next: { vi: 'Kiểm tra lại địa chỉ.', 'zh-Hans': '请核对地址。', en: 'Check the address.' },
  },
  'not-signed-in': {
    title: { vi: 'Bạn chưa đăng nhập', 'zh-Hans': '您尚未登录', en: 'You are not signed in' },
    next: { vi: 'Đăng nhập rồi thử lại.', 'zh-Hans': '请登录后重试。', en: 'Sign in and try again.' },
  },
  'role-missing': {
    title: {
      vi: 'Vai trò của bạn không làm được việc này',
      'zh-Hans': '您的角色无权进行此操作',
      en: 'Your role may not do this',
    },
    next: {
      vi: 'Nhờ người có một trong các vai trò được nêu, hoặc hỏi quản trị viên.',
      'zh-Hans': '请具有所列角色之一的同事操作，或联系管理员。',
      en: 'Ask someone who holds one of the roles named, or your administrator.',
    },
  },
  'cross-site-call': {
    title: {
      vi: 'Lệnh này đến từ một trang khác',
      'zh-Hans': '此操作来自其他网站',
      en: 'This call came from another site',
    },
    next: {
      vi: 'Mở Pactwire tại đúng địa chỉ của nút rồi thử lại.',
      'zh-Hans': '请通过本节点自己的地址打开 Pactwire 后重试。',
      en: 'Open Pactwire at the node’s own address and try again.',
    },
  },
  'csrf-token-missing': {
    title: {
      vi: 'Thiếu dấu xác nhận của phiên làm việc',
      'zh-Hans': '缺少会话校验标记',
      en: 'The session’s token is missing or old',
    },
    next: {
      vi: 'Tải lại trang rồi thử lại.',
      'zh-Hans': '请刷新页面后重试。',
      en: 'Reload the page and try again.',
    },
  },
  'too-many-requests': {
    title: { vi: 'Quá nhiều yêu cầu', 'zh-Hans': '请求过多', en: 'Too many requests' },
    next: {
      vi: 'Chờ đến thời điểm trong Retry-After rồi thử lại.',
      'zh-Hans': '请等待 Retry-After 所示时间后重试。',
      en: 'Wait as long as Retry-After says and try again.',
    },
  },
  'node-not-ready': {
    title: {
      vi: 'Nút tạm thời chưa làm việc được',
      'zh-Hans': '节点暂时无法工作',
      en: 'The node cannot work at the moment',
    },
    next: {
      vi: 'Thử lại sau ít giây. Những gì đã được xác nhận vẫn còn nguyên; những gì chưa được xác nhận có thể đã được ghi, hãy xem trước khi gửi lại.',
      'zh-Hans': '请稍候重试。已确认的内容不会丢失；未确认的内容可能已经保存，重新提交前请先查看。',
      en: 'Try again in a few seconds. Nothing that was confirmed is lost; what was not confirmed may have been kept, so look before you send it again.',
    },
  },
  'desk-not-built': {
    title: {
      vi: 'Bàn làm việc chưa được dựng',
      'zh-Hans': '工作台尚未构建',
      en: 'The desk has not been built',
    },
    next: {
      vi: 'Chạy “npm run build:desk” rồi khởi động lại nút.',
      'zh-Hans': '请运行“npm run build:desk”后重启节点。',
      en: 'Run “npm run build:desk” and start the node again.',
    },
  },
  fault: {
    title: { vi: 'Có lỗi ở phía chúng tôi', 'zh-Hans': '我方发生故障', en: 'Something failed on our side' },
    next: {
      vi: 'Thử lại; nếu vẫn lỗi, báo người vận hành mã yêu cầu này.',
      'zh-Hans': '请重试；若仍失败，请将此请求编号告知运维人员。',
      en: 'Try again; if it stays, tell your operator the request number.',
    },
  },
} as const satisfies Record<string, ProblemWords>;
