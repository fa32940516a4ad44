import type { ProblemWords } from '#contract/problem.ts';

/** Refusals about sources and the documents they bring. */
export const SOURCE_PROBLEMS = {
  'source-unknown': {
    title: { vi: 'Không có nguồn này', 'zh-Hans': '没有这个来源', en: 'There is no such source' },
    next: {
      vi: 'Tải lại danh sách nguồn.',
      'zh-Hans': '请刷新来源列表。',
      en: 'Reload the list of sources.',
    },
  },
  'place-invalid': {
    title: {
      vi: 'Không thể dùng vị trí này làm nguồn',
      'zh-Hans': '该位置不能用作来源',
      en: 'This place cannot be a source',
    },
    next: {
      vi: 'Với thư mục: chọn một thư mục trong các thư mục mà người vận hành cho phép (“allowed”), hoặc để trống. Với nguồn tin: nhập địa chỉ http hoặc https đầy đủ. Với hộp thư: imaps://máy-chủ/INBOX. Với máy chủ tệp: sftp://máy-chủ/thư-mục. Không ghi tên hay mật khẩu trong địa chỉ.',
      'zh-Hans':
        '文件夹：请选择运维人员允许的文件夹（“allowed”）之内的路径，或留空。订阅源：请输入完整的 http 或 https 地址。邮箱：imaps://主机/INBOX。文件服务器：sftp://主机/文件夹。地址中不要写用户名或密码。',
      en: 'For a folder: one inside those the operator allows (“allowed”), or leave it empty. For a feed: a whole http or https address. For a mailbox: imaps://host/INBOX. For a server of files: sftp://host/folder. No name or password in the address.',
    },
  },
  'place-in-a-loop': {
    title: {
      vi: 'Thư mục này vừa là nguồn vừa là đích gửi',
      'zh-Hans': '该文件夹会既是来源又是推送目的地',
      en: 'This folder would be a source and a destination at once',
    },
    next: {
      vi: 'Tin gửi đi sẽ quay lại mãi. Chọn một thư mục khác, không nằm trong và không chứa thư mục nêu ở “other”.',
      'zh-Hans': '送出的稿件会不断回流。请另选文件夹：不在“other”所指的文件夹之内，也不包含它。',
      en: 'What is sent would come back for ever. Choose another, neither inside the folder named in “other” nor around it.',
    },
  },
  'source-setting-invalid': {
    title: {
      vi: 'Không thể đặt nguồn như vậy',
      'zh-Hans': '来源不能这样设置',
      en: 'A source cannot be set so',
    },
    next: {
      vi: 'Sửa mục được nêu trong “setting”; “allowed” nói những gì được phép.',
      'zh-Hans': '请修改“setting”所指的设置；“allowed”说明允许的内容。',
      en: 'Change the setting named in “setting”; “allowed” says what can be there.',
    },
  },
  'source-without-document': {
    title: {
      vi: 'Chưa lấy được tài liệu nào từ nguồn này',
      'zh-Hans': '尚未从此来源取得任何文件',
      en: 'No document could be had from this source yet',
    },
    next: {
      vi: 'Xem “detail”: kiểm tra địa chỉ, tiêu đề, tên và mật khẩu, hoặc đặt một tệp vào thư mục rồi thử lại. Vẫn có thể thêm nguồn ngay.',
      'zh-Hans':
        '请看“detail”：检查地址、请求头、用户名和密码，或在文件夹中放入一个文件后重试。也可以直接添加来源。',
      en: 'See “detail”: check address, headers, name and password, or lay a file into the folder and look again. It can be added all the same.',
    },
  },
  'host-key-unconfirmed': {
    title: {
      vi: 'Chưa ai xác nhận khóa của máy chủ này',
      'zh-Hans': '此服务器的密钥尚未经人确认',
      en: 'Nobody has confirmed the key of this server',
    },
    next: {
      vi: 'Hỏi người quản trị máy chủ xem khóa “hostKey” có đúng không (ssh-keygen -l), rồi xác nhận và xem lại. Tên và mật khẩu chưa được gửi đi.',
      'zh-Hans': '请向服务器管理员核对密钥“hostKey”（ssh-keygen -l），确认后再看一次。用户名和密码尚未发送。',
      en: 'Ask the operator of the server whether the key “hostKey” is theirs (ssh-keygen -l), confirm it, and look again. Neither name nor password was sent.',
    },
  },
  'push-not-admitted': {
    title: {
      vi: 'Không nhận tin đẩy này',
      'zh-Hans': '不接受此推送',
      en: 'This push is not admitted',
    },
    next: {
      vi: 'Kiểm tra địa chỉ, khóa bí mật và chữ ký theo Standard Webhooks; lý do nằm trong “reason”.',
      'zh-Hans': '请按 Standard Webhooks 检查地址、密钥和签名；原因见“reason”。',
      en: 'Check address, secret and signature as Standard Webhooks says; “reason” names the reason.',
    },
  },
  'push-id-reused': {
    title: {
      vi: 'Mã webhook này đã dùng cho nội dung khác',
      'zh-Hans': '此 webhook 编号已用于其他内容',
      en: 'This webhook id was used for other content',
    },
    next: {
      vi: 'Dùng một mã mới cho mỗi nội dung; chỉ gửi lại với cùng mã khi nội dung không đổi.',
      'zh-Hans': '每个内容请使用新的编号；只有内容不变时才用同一编号重发。',
      en: 'Use a new id for each content; repeat an id only with the same content.',
    },
  },
  'source-paused': {
    title: { vi: 'Nguồn này đang tạm dừng', 'zh-Hans': '此来源已暂停', en: 'This source is paused' },
    next: {
      vi: 'Gửi lại sau, hoặc nhờ quản trị viên bật lại nguồn.',
      'zh-Hans': '请稍后重发，或请管理员恢复此来源。',
      en: 'Send it again later, or ask the administrator to resume the source.',
    },
  },
  'refused-document-unknown': {
    title: {
      vi: 'Không có tài liệu bị từ chối này',
      'zh-Hans': '没有这个被拒的文件',
      en: 'There is no such refused document',
    },
    next: {
      vi: 'Tải lại danh sách; tài liệu cũ nhất ngoài 500 tài liệu gần đây đã bị xóa.',
      'zh-Hans': '请刷新列表；只保留最近 500 个，更早的已删除。',
      en: 'Reload the list; only the newest 500 of a source are kept.',
    },
  },
  'refused-document-settled': {
    title: {
      vi: 'Tài liệu này đã được giải quyết',
      'zh-Hans': '此文件已处理',
      en: 'This document is settled already',
    },
    next: {
      vi: 'Tải lại danh sách để xem ai đã nhận hoặc loại bỏ nó.',
      'zh-Hans': '请刷新列表，查看它是被收入还是被弃置。',
      en: 'Reload the list to see whether it was admitted or discarded.',
    },
  },
  'refused-document-not-kept': {
    title: {
      vi: 'Nội dung tài liệu này không được lưu',
      'zh-Hans': '未保存此文件的内容',
      en: 'The bytes of this document are not kept',
    },
    next: {
      vi: 'Nhờ bên gửi gửi lại: tài liệu trên 1 MB chỉ được lưu tên và lý do.',
      'zh-Hans': '请发送方重发：超过 1 MB 的文件只保留名称和原因。',
      en: 'Have it sent again: of documents beyond 1 MB only the name and the reason are kept.',
    },
  },
  'document-refused': {
    title: {
      vi: 'Không đọc được tài liệu này',
      'zh-Hans': '无法读取此文件',
      en: 'This document could not be read',
    },
    next: {
      vi: 'Sửa chỗ được nêu trong “at”; “reason” và “detail” nói lý do.',
      'zh-Hans': '请修正“at”所指之处；原因见“reason”和“detail”。',
      en: 'Mend the place named in “at”; “reason” and “detail” say why.',
    },
  },
} as const satisfies Record<string, ProblemWords>;
