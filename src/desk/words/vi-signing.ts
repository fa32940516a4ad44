import type { enSigning } from './en-signing.ts';

/** Lời về người ký và cách ký. */
export const viSigning: typeof enSigning = {
  signing: {
    approve: 'Duyệt để ký',
    approveTitle: 'Duyệt thỏa thuận này',
    approveHelp:
      'Bạn xác nhận đúng văn bản này được phép ký thay mặt cơ quan ta. Một người khác sẽ ký; đối tác thấy cả hai tên.',
    approved: 'Đã duyệt. Giờ một người khác có thể ký.',
    persons: 'Người duyệt và người ký',
    noPersons: 'Chưa ai duyệt hay ký.',
    roles: { approver: 'Người duyệt', signatory: 'Người ký' },
    methods: {
      passkey: 'bằng khóa truy cập, ai cũng kiểm chứng được',
      'password-and-code': 'bằng mật khẩu và mã dùng một lần: bằng chứng yếu hơn, theo lời cơ quan',
      'signing-link': 'bằng đường dẫn ký và mã báo riêng: theo lời cơ quan',
      'command-line': 'bằng dòng lệnh tại nút: bằng chứng yếu, theo lời cơ quan',
      'demo-seat': 'từ ghế dùng thử: không chứng minh điều gì',
    },
    verdicts: {
      holds: 'Bằng chứng đã kiểm chứng',
      'on-its-word': 'Theo lời cơ quan',
      'does-not-hold': 'Bằng chứng không khớp',
    },
    password: 'Nhập lại mật khẩu của bạn',
    code: 'Mã trong ứng dụng xác thực',
    proofHelp:
      'Bạn chưa có khóa truy cập nên cần nhập lại mật khẩu và mã dùng một lần. Đây là bằng chứng yếu hơn, và thỏa thuận sẽ ghi rõ như vậy.',
    rule: 'Cách ta ký',
    ruleLead: 'Do một quản trị viên và một tổng biên tập cùng đặt: hai người phải nói cùng một điều.',
    ruleNow: 'Đang áp dụng',
    ruleWish: 'Đề nghị cách ký',
    onePerson: 'Một người ký',
    twoPerson: 'Hai người: một người duyệt, một người khác ký',
    outside: 'Người không có tài khoản, qua đường dẫn ký',
    outsides: {
      nobody: 'không được tham gia',
      approver: 'được tính là người duyệt',
      signatory: 'được tính là người ký',
    },
    ruleSay: 'Đề nghị',
    ruleConfirm: 'Xác nhận',
    ruleSet: 'Từ giờ ta ký như vậy.',
    ruleWished: 'Đã ghi nhận. Có hiệu lực khi ghế kia cũng nói như vậy.',
    ruleWaits: (seat) => `Chờ ghế kia xác nhận; người đề nghị: ${seat}`,
  },
};
