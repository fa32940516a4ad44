import type { ProblemWords } from '#contract/problem.ts';

/** Refusals of a channel that travels as a file (docs/protocol/pxp-1.md, Bundles). */
export const BUNDLE_PROBLEMS = {
  'bundle-unreadable': {
    title: {
      vi: 'Tệp này không phải một gói kênh nguyên vẹn',
      'zh-Hans': '此文件不是完好的通道包',
      en: 'This file is not a bundle as it was written',
    },
    next: {
      vi: 'Không có gì được nhận. Chép lại tệp, hoặc xin đối tác một gói mới; “reason” cho biết phần nào sai.',
      'zh-Hans': '未接收任何内容。请重新复制文件，或请伙伴重新制作；“reason”说明哪一部分有误。',
      en: 'Nothing was taken in. Copy the file again, or ask the partner for a new one; “reason” says which part is wrong.',
    },
  },
  'bundle-cut-off': {
    title: {
      vi: 'Gói kênh bị đứt giữa chừng',
      'zh-Hans': '通道包不完整，中途截断',
      en: 'The bundle breaks off before its end',
    },
    next: {
      vi: 'Không có gì được nhận. Chép lại tệp và chờ đến khi chép xong mới rút USB.',
      'zh-Hans': '未接收任何内容。请重新复制，并在复制完成后再拔出 U 盘。',
      en: 'Nothing was taken in. Copy the file again, and take the stick out only when that is done.',
    },
  },
  'bundle-too-large': {
    title: {
      vi: 'Gói kênh lớn hơn mức cho phép',
      'zh-Hans': '通道包超出允许的大小',
      en: 'The bundle is larger than a bundle may be',
    },
    next: {
      vi: 'Không có gì được nhận hay viết. Viết gói thường xuyên hơn để mỗi gói nhỏ hơn.',
      'zh-Hans': '未接收也未写入任何内容。请更经常地制作通道包，使每个包更小。',
      en: 'Nothing was taken in or written. Write bundles more often, so that each is smaller.',
    },
  },
  'bundle-foreign': {
    title: {
      vi: 'Gói kênh không phải của đối tác gửi cho cơ quan này',
      'zh-Hans': '此通道包不是伙伴发给本机构的',
      en: 'The bundle is not from a partner to this agency',
    },
    next: {
      vi: 'Không có gì được nhận. Kiểm tra xem có cầm nhầm tệp không; nơi gửi phải là đối tác đã ghim khóa.',
      'zh-Hans': '未接收任何内容。请检查是否拿错文件；发送方须为已固定密钥的伙伴。',
      en: 'Nothing was taken in. See whether it is the wrong file; its sender must be a partner whose keys are pinned.',
    },
  },
  'bundle-not-believed': {
    title: {
      vi: 'Chữ ký của gói kênh không đúng',
      'zh-Hans': '通道包的签名不成立',
      en: 'What the bundle says is not signed as it has to be',
    },
    next: {
      vi: 'Không có gì được nhận. Gọi điện cho đối tác và xin một gói mới; lý do nằm trong “reason”.',
      'zh-Hans': '未接收任何内容。请致电伙伴并索取新的通道包；原因见“reason”。',
      en: 'Nothing was taken in. Telephone the partner and ask for a new one; “reason” says what does not hold.',
    },
  },
  'bundle-gap': {
    title: {
      vi: 'Thiếu các mục trước gói kênh này',
      'zh-Hans': '缺少此通道包之前的条目',
      en: 'Entries before this bundle are missing',
    },
    next: {
      vi: 'Không có gì được nhận. Đọc trước gói chứa các mục sau “have”, hoặc xin đối tác viết gói với --after là số ấy.',
      'zh-Hans': '未接收任何内容。请先读取“have”之后的通道包，或请伙伴以该编号作为 --after 重新制作。',
      en: 'Nothing was taken in. Read the bundle with what follows “have” first, or ask the partner for one with --after and that number.',
    },
  },
  'bundle-not-taken': {
    title: {
      vi: 'Kênh của đối tác không đọc tiếp được',
      'zh-Hans': '伙伴的通道无法继续读取',
      en: 'The partner’s channel does not go on here',
    },
    next: {
      vi: 'Xem “pactwire channel list”; những gì trước chỗ dừng vẫn được giữ, lý do nằm trong “reason”.',
      'zh-Hans': '请查看“pactwire channel list”；停止之前的内容保留，原因见“reason”。',
      en: 'See “pactwire channel list”; what came before the stop is kept, “reason” says why it stopped.',
    },
  },
  'bundle-file-refused': {
    title: {
      vi: 'Không ghi được tệp này',
      'zh-Hans': '无法写入此文件',
      en: 'This file cannot be written',
    },
    next: {
      vi: 'Không có gì được viết. Chỉ một tệp mới trong thư mục ghi được; gói kênh không bao giờ ghi đè.',
      'zh-Hans': '未写入任何内容。请指定可写文件夹中的新文件；通道包从不覆盖已有文件。',
      en: 'Nothing was written. Name a new file in a folder that can be written to; a bundle never goes over a file.',
    },
  },
  'bundle-after-unknown': {
    title: {
      vi: 'Kênh chưa dài đến vị trí này',
      'zh-Hans': '通道尚未到达该位置',
      en: 'The channel does not reach that far',
    },
    next: {
      vi: 'Không có gì được viết. Chọn một số không lớn hơn “seq”, hoặc bỏ --after.',
      'zh-Hans': '未写入任何内容。请选择不大于“seq”的编号，或去掉 --after。',
      en: 'Nothing was written. Name a number no larger than “seq”, or leave --after out.',
    },
  },
} as const satisfies Record<string, ProblemWords>;
