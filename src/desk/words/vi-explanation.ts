import type { enExplanation } from './en-explanation.ts';

/** Lời giải thích vì sao dùng được hay không dùng được một tin. */
export const viExplanation: typeof enExplanation = {
  why: {
    button: 'Vì sao được, vì sao không?',
    title: 'Được làm gì với tin này',
    sightTitle: 'Ai thấy tin này',
    market: 'Thị trường',
    subject: 'Xét',
    text: 'phần chữ',
    pictures: 'phần ảnh',
    action: 'Hành động',
    yes: 'Được',
    no: (reasons) => `Không (${reasons})`,
    reasons: 'Lý do',
    allYes: 'Mọi cách dùng ở đây đều được phép.',
    from: (when) => `được phép từ ${when}`,
    published: 'Với bản đã đăng trước đó',
    noBare: 'Không được',
    quotas: 'Hạn mức',
    quota: (left, limit, clause) => `còn ${left} trên ${limit} (điều ${clause})`,
    renews: 'tính lại từ',
    ask: 'Hỏi ai',
    noContact: 'thỏa thuận không ghi đầu mối liên hệ',
    coordinators: (names) => `Điều phối viên thỏa thuận của ta: ${names}`,
    noCoordinator: 'Ở đây chưa có ai phụ trách thỏa thuận; hãy hỏi trưởng ban biên tập.',
    noPartners: 'Chưa có đối tác nào.',
    sees: 'Thấy tin',
    seesNot: 'Không thấy tin',
    offeredAt: 'đã chào tin',
    notOffered: 'chưa chào tin',
  },
};
