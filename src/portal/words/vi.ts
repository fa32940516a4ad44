import type { Words } from './en.ts';

export const vi: Words = {
  home: 'Trang chủ',
  corrections: 'Đính chính',
  transparency: 'Nhật ký thu hồi',
  about: 'Về việc trao đổi tin',
  skip: 'Đến nội dung chính',
  languages: 'Ngôn ngữ',
  sections: 'Chuyên mục',
  latest: 'Tin mới nhất',
  nothingYet: 'Những tin đầu tiên sắp đến.',
  nothingYetWhy: 'Tin sẽ hiện ở đây ngay khi tòa soạn đăng.',
  published: 'Đăng lúc',
  updated: 'Cập nhật',
  views: (count) => `${count} lượt xem`,
  viewsAll: 'Tính chung mọi ngôn ngữ của tin này',
  minutes: (count) => `${count} phút đọc`,
  corrected: 'Đã đính chính',
  correction: 'Đính chính',
  otherNews: 'Tin khác',
  otherLanguages: 'Tin này bằng ngôn ngữ khác',
  whereFrom: 'Nguồn của tin này',
  provider: 'Nguồn',
  ownership: 'Chủ sở hữu, theo khai báo',
  credit: 'Ghi nguồn',
  translation: 'Bản dịch',
  translatedByPeople: 'Do biên tập viên của tòa soạn dịch',
  translated: 'Bản dịch',
  edited: 'Biên tập lại',
  editedByPeople: 'Do biên tập viên của tòa soạn biên tập lại, có thể đã rút gọn',
  original: 'Bản gốc',
  readOriginal: 'Đọc tại nguồn',
  copyright: 'Bản quyền',
  picture: 'Ảnh',
  pictureCredit: 'Ảnh:',
  feed: 'Nguồn RSS',
  notices: {
    withdrawn: {
      title: 'Tin này đã được rút',
      what: 'Nội dung không còn nữa. Việc rút tin không bao giờ diễn ra âm thầm: lý do được giữ tại đây.',
      at: 'Rút lúc',
    },
    withheld: {
      title: 'Tin này đang tạm giữ',
      what: 'Tạm thời chưa đọc được, cho đến khi nguồn tin làm rõ. Tin sẽ trở lại tại đây, hoặc trang này sẽ cho biết tin đã được rút.',
      at: 'Tạm giữ từ',
    },
  },
  withdrawnReason: 'Lý do',
  withdrawnStory: (number) => `Tin số ${number}`,
  notFoundTitle: 'Không có trang này',
  notFoundWhat: 'Có thể địa chỉ bị gõ sai. Tin đã rút thì trang của nó sẽ nói rõ.',
  heldTitle: 'Trang sẽ trở lại trong ít phút',
  heldWhat:
    'Trang vừa được khôi phục từ bản sao lưu và đang cập nhật lại những gì đã được đính chính, gỡ bỏ trong thời gian đó. Khi chưa rõ, trang không hiển thị gì.',
  toHome: 'Về trang chủ',
  correctionsLead:
    'Mọi đính chính và mọi lần rút tin chúng tôi đã đăng, mới nhất ở trên. Không có gì bị xóa khỏi danh sách này.',
  noCorrections: 'Đến nay chưa có tin nào bị đính chính hay rút.',
  transparencyLead:
    'Mọi thứ hãng này đã thu hồi, trên trang của mình hay ở đối tác, kèm lý do và thời điểm. Danh sách là một nhật ký công khai ' +
    'chỉ có thể dài thêm: ai cũng chứng minh được rằng không mục nào bị sửa hay bỏ đi. Nhật ký không giữ nội dung đã thu hồi.',
  logSize: (leaves: number, cosigners: number) =>
    `${leaves} mục đã được ký; ${cosigners} đối tác đã ký xác nhận.`,
  recallsLate: (overdue, refused) =>
    `Trả lời của đối tác đối với các đính chính và lần rút tin của chúng tôi: ${overdue} đang quá hạn, ${refused} bị từ chối kèm lý do.`,
  lateDays: 'Những ngày có trả lời của đối tác bị quá hạn',
  lateCount: (n) => `${n} trả lời quá hạn`,
  checkpoint: 'Điểm kiểm chứng mới nhất',
  noWithdrawals: 'Đến nay chưa thu hồi gì.',
  waitsForPlace: 'Sẽ có vị trí trong nhật ký sau vài giây',
  proofOf: (place: string) => `Bằng chứng của mục ${place}`,
  logged: {
    'item-killed': 'Một tin đã được thu hồi ở mọi nơi',
    'page-withdrawn': 'Một trang đã được gỡ tại đây',
    'item-withheld': 'Một tin tạm dừng sử dụng để chờ làm rõ',
    'page-withheld': 'Một trang tại đây tạm dừng để chờ làm rõ',
    'page-reinstated': 'Một trang tại đây đọc được trở lại',
    'item-reinstated': 'Một tin được dùng trở lại',
  },
  checkTitle: 'Tự kiểm tra',
  checkHow:
    'Lệnh này dựng lại toàn bộ nhật ký từ các mục và so với điều hãng đã ký. Máy của bạn cần có Pactwire, không cần tài khoản.',
  kinds: {
    correction: 'Đính chính',
    withholding: 'Tạm giữ',
    release: 'Đăng trở lại',
    withdrawal: 'Rút tin',
  },
  reasons: {
    error: 'Sai sự thật',
    legal: 'Căn cứ pháp lý',
    rights: 'Quyền của người khác',
    safety: 'An toàn con người',
    privacy: 'Đời tư',
    agreement: 'Thỏa thuận chấm dứt',
    other: 'Lý do khác',
  },
  ownerships: {
    state: 'Cơ quan báo chí nhà nước',
    'government-office': 'Cơ quan chính quyền',
    'public-service': 'Báo chí dịch vụ công',
    party: 'Thuộc một đảng chính trị',
    private: 'Tư nhân',
    independent: 'Độc lập',
  },
  aboutLead: (agency) =>
    `${agency} trao đổi tin với các tòa soạn đối tác theo thỏa thuận hợp tác đã ký. Mỗi tin đều nêu nguồn, ghi nguồn đúng ` +
    'như thỏa thuận yêu cầu, và được đính chính hoặc rút tại đây khi nguồn làm như vậy.',
  whoWeAre: 'Ai điều hành trang này',
  partners: 'Bạn đang đọc tin của ai',
  stories: (count) => `${count} tin`,
  creditRule: 'Mọi tin của đối tác đều nêu tên và dẫn liên kết về đối tác.',
  noPartners: 'Đến nay chỉ có tin của chính chúng tôi.',
  correctionRuleTitle: 'Đính chính',
  correctionRule:
    'Khi nguồn đính chính, những đoạn thay đổi được dịch lại và đầu trang nói rõ điều gì đã sai. Khi nguồn rút tin, trang ' +
    'được thay bằng thông báo nêu lý do và thời điểm.',
  countingTitle: 'Cách chúng tôi đếm lượt xem',
  counting:
    'Mỗi tin một con số, tính chung mọi ngôn ngữ. Không cookie, không mã chạy, không bên thứ ba. Để không đếm ai hai lần ' +
    'trong ngày, một dấu đã xáo trộn được giữ trong bộ nhớ rồi quên đi; chỉ tổng số được lưu.',
};
