import type { Trilingual } from '#kernel/language.ts';
import type { Agreement } from '#domain/agreement/agreement.ts';
import type { ClauseRef } from '#domain/agreement/decision.ts';
import type { Conflict, ConflictCode } from '#domain/agreement/find-conflicts.ts';
import { fillSentence, NOTHING, sameInAll } from './fill-sentence.ts';
import { inEachGiven } from './names.ts';

const CLAUSE = {
  vi: 'Điều {number} của “{title}”',
  'zh-Hans': '《{title}》第{number}条',
  en: 'Clause {number} of “{title}”',
} as const;

const WHICH_MEETS = {
  vi: 'điều {number} của “{title}”',
  'zh-Hans': '《{title}》第{number}条',
  en: 'clause {number} of “{title}”',
} as const;

const SENTENCES = {
  'exclusive-twice': {
    vi: '{clause} và {meets} cùng hứa độc quyền những tin giống nhau tại cùng một nơi cho hai đối tác khác nhau; trong thời hạn độc quyền, không đối tác nào nhận được tin.',
    'zh-Hans':
      '{clause}与{meets}就同一地区的同一批稿件，向两个不同的合作方承诺独家；独家期内双方都无法收到这些稿件。',
    en: '{clause} and {meets} promise the same stories in the same place to two different partners alone; while that lasts, neither gets them.',
  },
  'exclusive-elsewhere': {
    vi: '{clause} chia sẻ những tin mà {meets} đã hứa độc quyền cho đối tác khác; các tin đó chỉ được chào sau khi hết thời hạn độc quyền.',
    'zh-Hans': '{clause}所供稿件已由{meets}向另一合作方承诺独家；独家期满后才能供出。',
    en: '{clause} shares stories that {meets} promises to another partner alone; they can be offered only when that time is over.',
  },
  'forbidden-elsewhere': {
    vi: '{clause} cho phép điều mà {meets} cấm; điều cấm luôn được áp dụng.',
    'zh-Hans': '{clause}所许可的用途被{meets}禁止；一律以禁止为准。',
    en: '{clause} allows what {meets} forbids; what is forbidden always wins.',
  },
  'passing-on-forbidden': {
    vi: '{clause} chuyển tiếp tin của bên khác, nhưng {meets} cấm cho bên thứ ba sử dụng các tin đó.',
    'zh-Hans': '{clause}转供其他机构的稿件，而{meets}禁止许可第三方使用这些稿件。',
    en: '{clause} passes on another agency’s stories, but {meets} forbids letting third parties use them.',
  },
  'passing-on-more': {
    vi: '{clause} chuyển tiếp nhiều tin của bên khác hơn hạn mức mà {meets} cho phép.',
    'zh-Hans': '{clause}转供其他机构稿件的数量超过{meets}规定的配额。',
    en: '{clause} passes on more of another agency’s stories than the quota in {meets} allows.',
  },
  'passing-on-longer': {
    vi: '{clause} chuyển tiếp tin của bên khác lâu hơn thời hạn của thỏa thuận chứa {meets}.',
    'zh-Hans': '{clause}转供其他机构稿件的期限，长于{meets}所属协议的有效期。',
    en: '{clause} passes on another agency’s stories for longer than the agreement that holds {meets} lasts.',
  },
  'passing-on-too-soon': {
    vi: '{clause} chuyển tiếp tin của bên khác mà không chờ hết thời hạn cấm đăng (embargo), trong khi {meets} yêu cầu phải chờ.',
    'zh-Hans': '{clause}转供其他机构的稿件时不等待禁发期结束，而{meets}要求等待。',
    en: '{clause} passes on another agency’s stories without waiting for the end of an embargo, which {meets} demands.',
  },
} as const satisfies Record<ConflictCode, Trilingual>;

/** A conflict as a sentence that names both clauses by number and by the title of their agreement. */
export function sayConflict(conflict: Conflict, agreements: readonly Agreement[]): Trilingual {
  return fillSentence<(typeof SENTENCES)[ConflictCode]>(SENTENCES[conflict.code], {
    clause: sayClause(CLAUSE, conflict.clause, agreements),
    meets: sayClause(WHICH_MEETS, conflict.meets, agreements),
  });
}

function sayClause(
  sentence: typeof CLAUSE | typeof WHICH_MEETS,
  { number, agreement }: ClauseRef,
  agreements: readonly Agreement[],
): Trilingual {
  const named = agreements.find(({ uid }) => uid === agreement);
  const title = named ? inEachGiven(named.title) : NOTHING;
  return fillSentence(sentence, { number: sameInAll(String(number)), title });
}
