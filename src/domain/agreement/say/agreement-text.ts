import type { InterfaceLanguage, Trilingual } from '#kernel/language.ts';
import type { SaidAgreement, SaidClause } from './say-agreement.ts';

/**
 * An agreement as plain text in one language, for people who read it on paper: title, preamble, numbered clauses under their
 * headings, and the digest of the bytes that these sentences were made from. Lines end in LF.
 */
export function agreementText(said: SaidAgreement, language: InterfaceLanguage, digest: string): string {
  const title = said.title[language];
  const parts = HEADINGS.flatMap(([kinds, heading]) => {
    const clauses = said.clauses.filter(({ kind }) => kinds.includes(kind));
    return clauses.length === 0
      ? []
      : [heading[language], clauses.map((one) => lineOf(one, language)).join('\n')];
  });
  return `${[title, said.preamble[language], ...parts, `${DIGEST[language]} ${digest}`].join('\n\n')}\n`;
}

function lineOf({ number, sentence }: SaidClause, language: InterfaceLanguage): string {
  return `${number}. ${sentence[language]}`;
}

const HEADINGS: readonly (readonly [readonly SaidClause['kind'][], Trilingual])[] = [
  [['permission'], { vi: 'QUYỀN', 'zh-Hans': '许可', en: 'PERMISSIONS' }],
  [['prohibition'], { vi: 'ĐIỀU CẤM', 'zh-Hans': '禁止', en: 'PROHIBITIONS' }],
  [['obligation'], { vi: 'NGHĨA VỤ', 'zh-Hans': '义务', en: 'OBLIGATIONS' }],
  [['commitment'], { vi: 'CAM KẾT', 'zh-Hans': '承诺', en: 'COMMITMENTS' }],
  [['term'], { vi: 'ĐIỀU KHOẢN CHUNG', 'zh-Hans': '一般条款', en: 'GENERAL TERMS' }],
];

const DIGEST: Trilingual = {
  vi: 'Mã băm của văn bản máy đọc:',
  'zh-Hans': '机读文本的摘要值：',
  en: 'Digest of the machine-readable text:',
};
