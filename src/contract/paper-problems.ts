import type { ProblemWords } from '#contract/problem.ts';

/** Refusals about the paper texts that go with agreements. */
export const PAPER_PROBLEMS = {
  'paper-too-large': {
    title: {
      vi: 'Tệp lớn hơn mức cho phép (5 MB)',
      'zh-Hans': '文件超过允许的大小（5 MB）',
      en: 'The file is larger than allowed (5 MB)',
    },
    next: {
      vi: 'Chưa lưu gì. Hãy lưu lại tệp PDF với dung lượng nhỏ hơn rồi tải lên.',
      'zh-Hans': '未保存任何内容。请将 PDF 另存为较小的文件后再上传。',
      en: 'Nothing was kept. Save the PDF in a smaller size and upload that.',
    },
  },
  'paper-type-refused': {
    title: {
      vi: 'Tệp không phải PDF hoặc DOCX (không có macro)',
      'zh-Hans': '文件不是 PDF 或（不含宏的）DOCX',
      en: 'The file is neither a PDF nor a DOCX without macros',
    },
    next: {
      vi: 'Chưa lưu gì. Hãy xuất văn bản ra PDF rồi tải lên.',
      'zh-Hans': '未保存任何内容。请将文本导出为 PDF 后再上传。',
      en: 'Nothing was kept. Export the text as a PDF and upload that.',
    },
  },
  'paper-digest-differs': {
    title: {
      vi: 'Tệp này không phải văn bản giấy mà thỏa thuận nêu',
      'zh-Hans': '该文件不是协议所指的纸质文本',
      en: 'This file is not the paper text that the agreement names',
    },
    next: {
      vi: 'Chưa lưu gì. Hãy tìm đúng tệp có dấu vân “wanted”, hoặc sửa thỏa thuận để nêu tệp này.',
      'zh-Hans': '未保存任何内容。请找到指纹为“wanted”的文件，或修订协议以指明该文件。',
      en: 'Nothing was kept. Find the file with the fingerprint “wanted”, or change the agreement to name this one.',
    },
  },
  'paper-unknown': {
    title: {
      vi: 'Văn bản giấy này không có ở đây',
      'zh-Hans': '此处没有这份纸质文本',
      en: 'This paper text is not here',
    },
    next: {
      vi: 'Nó có thể còn đang trên đường. Thử lại sau, hoặc tải lên nếu bạn có tệp.',
      'zh-Hans': '它可能仍在传送途中。请稍后再试；如果您有该文件，也可以上传。',
      en: 'It may still be on its way. Try again later, or upload it if you have the file.',
    },
  },
} as const satisfies Readonly<Record<string, ProblemWords>>;
