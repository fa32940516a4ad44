import type { enFinding } from './en-finding.ts';

export const viFinding: typeof enFinding = {
  alike: {
    title: 'Bằng ngôn ngữ khác',
    help: 'Những tin trên bảng tin của bạn có thể viết về cùng sự kiện, tìm theo tên riêng, con số và từ ngữ.',
    find: 'Tìm tin này bằng ngôn ngữ khác',
    none: 'Không có tin nào bằng ngôn ngữ khác đủ giống tin này.',
    possible: (n: number) => `${n} tin có thể viết về cùng sự kiện. Hãy đọc trước khi dùng.`,
    shared: 'Điểm chung:',
  },
};
