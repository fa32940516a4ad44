import type { ProblemWords } from '#contract/problem.ts';

/** Refusals about the dialects of agencies. */
export const DIALECT_PROBLEMS = {
  'dialect-invalid': {
    title: {
      vi: 'Đây chưa phải là một phương ngữ bản tin hợp lệ',
      'zh-Hans': '这还不是有效的稿件方言',
      en: 'This is not a dialect yet',
    },
    next: {
      vi: 'Sửa chỗ được nêu trong “at”; “detail” nói điều gì chưa đúng. Các thành phần có trong docs/dialects.md.',
      'zh-Hans': '请修改“at”所指之处；“detail”说明问题所在。各成员见 docs/dialects.md。',
      en: 'Change the place named in “at”; “detail” says what is wrong. docs/dialects.md has all members.',
    },
  },
  'dialect-unmatchable': {
    title: {
      vi: 'Không tài liệu nào sẽ được nhận ra theo phương ngữ bản tin này',
      'zh-Hans': '没有任何文件会被识别为此方言',
      en: 'No document would ever be recognised by this dialect',
    },
    next: {
      vi: 'Ghi ít nhất một mã hoặc tên hãng, phần đầu của mã tin, hoặc dòng ghi nguồn.',
      'zh-Hans': '请至少填写一项：机构代码或名称、稿号开头、或供稿署名。',
      en: 'Say at least one of: code or name of the agency, how its identities begin, its credit line.',
    },
  },
  'dialect-changed': {
    title: {
      vi: 'Người khác vừa lưu một phiên bản khác của phương ngữ bản tin này',
      'zh-Hans': '他人刚刚保存了此方言的另一版本',
      en: 'Somebody else has kept another version of this dialect meanwhile',
    },
    next: {
      vi: 'Mở phương ngữ bản tin, xem phiên bản mới nhất, rồi sửa lại; hoặc lưu với mã khác.',
      'zh-Hans': '请打开该方言查看最新版本后再修改，或换一个标识保存。',
      en: 'Open the dialect, see its newest version, and change that; or keep yours under another id.',
    },
  },
  'dialect-unknown': {
    title: {
      vi: 'Không có phương ngữ bản tin này',
      'zh-Hans': '没有这个方言',
      en: 'There is no such dialect',
    },
    next: {
      vi: 'Tải lại danh sách. Phương ngữ có sẵn và phương ngữ trong tệp không tắt được ở đây.',
      'zh-Hans': '请刷新列表。随系统提供的和文件中的方言不能在此停用。',
      en: 'Reload the list. Those that come with the house or lie in files cannot be switched here.',
    },
  },
} as const satisfies Record<string, ProblemWords>;
