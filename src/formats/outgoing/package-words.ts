import type { Trilingual } from '#kernel/language.ts';

/** The names of the files beside a story, in the language of the story. */
export const RIGHTS_FILE: Trilingual = {
  vi: 'Quyền sử dụng.txt',
  'zh-Hans': '使用权说明.txt',
  en: 'Rights.txt',
};

/** A picture's file, before its number. */
export const PICTURE_FILE: Trilingual = { vi: 'Ảnh', 'zh-Hans': '图片', en: 'Picture' };

/** The heads of the pieces of the file of rights. */
export const RIGHTS_HEADS = {
  rights: { vi: 'QUYỀN SỬ DỤNG', 'zh-Hans': '使用权说明', en: 'RIGHTS' },
  provider: { vi: 'Nguồn tin', 'zh-Hans': '稿件来源', en: 'Provider' },
  terms: { vi: 'Điều kiện của nguồn tin', 'zh-Hans': '来源方的条款', en: 'The provider’s own terms' },
  agreed: { vi: 'Điều đã thỏa thuận', 'zh-Hans': '协议约定', en: 'What was agreed' },
  note: { vi: 'Lưu ý cho biên tập', 'zh-Hans': '编辑注意', en: 'Note to editors' },
  embargo: { vi: 'Cấm đăng trước', 'zh-Hans': '禁发至', en: 'Embargo until' },
  left: { vi: 'Không được kèm theo', 'zh-Hans': '未随稿附上', en: 'Left behind' },
} as const satisfies Record<string, Trilingual>;
