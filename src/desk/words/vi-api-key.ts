import type { enApiKey } from './en-api-key.ts';

export const viApiKey: typeof enApiKey = {
  apiKey: {
    title: 'Khóa API',
    lead: 'Các chương trình đọc tin thay mặt cơ quan bạn',
    make: 'Tạo khóa',
    empty: 'Chưa có khóa nào',
    emptyHelp:
      'Có khóa, một chương trình như CMS hay trợ lý của bạn đọc được những gì người xem ở bàn này được xem.',
    name: 'Khóa dùng cho việc gì?',
    nameHelp: 'Chẳng hạn tên chương trình và nơi nó chạy.',
    scopes: 'Được đọc',
    scope: {
      'read-wire': 'dòng tin, từng tin, ảnh kèm theo và danh mục chủ đề',
      'read-partners': 'tên các đối tác',
    },
    days: 'Có hiệu lực (ngày)',
    daysHelp: 'Từ 1 đến 366; sau đó khóa không mở được gì nữa.',
    bound: 'Khóa không bao giờ đọc được nhiều hơn bạn, và hết hiệu lực khi tài khoản của bạn ở đây bị đóng.',
    made: (name) => `Đã tạo khóa cho ${name}.`,
    token: 'Khóa: chỉ hiện lúc này',
    tokenHelp: 'Chỉ đưa khóa cho chương trình đó. Ai có khóa đều đọc được tin thay mặt cơ quan bạn.',
    how: 'Chương trình gửi khóa kèm mỗi yêu cầu:',
    until: (day) => `đến ${day}`,
    expired: (day) => `hết hạn ${day}`,
    revoked: (day) => `thu hồi ${day}`,
    usedOn: (day) => `dùng lần cuối ${day}`,
    neverUsed: 'chưa dùng',
    madeBy: (name) => `người tạo: ${name}`,
    revoke: 'Thu hồi',
    revokeTitle: (name) => `Thu hồi khóa dùng cho ${name}?`,
    revokeHelp: 'Từ lúc đó khóa không mở được gì và không lấy lại được. Khóa vẫn còn trong danh sách này.',
    revokedNow: 'Đã thu hồi khóa.',
  },
};
