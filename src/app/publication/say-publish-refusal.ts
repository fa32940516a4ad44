import type { Trilingual } from '#kernel/language.ts';
import type { Reader } from '#domain/agreement/say/say-reason.ts';
import {
  decidePublication,
  judgePublication,
  type PublicationQuestion,
} from '#domain/publication/judge-publication.ts';
import { sayMay, type SaidMay } from '#app/agreement/say-may.ts';

/** The answer that the button gets before it is pressed: the agreements' reasons, or our own, as sentences. */
export function sayMayPublish(question: PublicationQuestion, reader: Reader): SaidMay {
  const judged = judgePublication(question);
  if (judged.ok) return { ok: true };
  const { error } = judged;
  switch (error.code) {
    case 'use-not-permitted':
      return sayMay(decidePublication(question), reader);
    case 'story-embargoed':
      return { ...sayOwn(error.code, EMBARGOED), retryAt: error.retryAt };
    case 'translation-unfinished':
      return sayUnfinished(error.blocks);
    case 'publication-withdrawn':
      return sayOwn(error.code, WITHDRAWN);
  }
}

function sayOwn(code: string, sentence: Trilingual): Extract<SaidMay, { ok: false }> {
  return { ok: false, because: [{ code, sentence }] };
}

/** Said of a translation with open blocks, or of a version that is not the newest any more. */
export function sayUnfinished(blocks: number): SaidMay {
  return sayOwn('translation-unfinished', {
    vi: `Còn ${blocks} đoạn chưa được xác nhận.`,
    'zh-Hans': `还有 ${blocks} 段未确认。`,
    en: blocks === 1 ? '1 block is not confirmed yet.' : `${blocks} blocks are not confirmed yet.`,
  });
}

const EMBARGOED: Trilingual = {
  vi: 'Tin này còn bị giữ đến hết giờ cấm đăng.',
  'zh-Hans': '该稿件仍在禁发期内。',
  en: 'This story is still under embargo.',
};

const WITHDRAWN: Trilingual = {
  vi: 'Trang này đã bị rút và không trở lại.',
  'zh-Hans': '该页面已撤回，不再恢复。',
  en: 'This page was withdrawn and does not come back.',
};

/** Said of a story that was killed or is withheld. */
export const STOPPED: SaidMay = sayOwn('story-stopped', {
  vi: 'Tin này đã bị hủy hoặc đang tạm giữ.',
  'zh-Hans': '该稿件已撤稿或暂停使用。',
  en: 'This story was killed or is withheld.',
});

/** Said of a story that was never taken. */
export const NOT_TAKEN: SaidMay = sayOwn('story-not-taken', {
  vi: 'Hãy lấy tin này về trước.',
  'zh-Hans': '请先采用该稿件。',
  en: 'Take this story first.',
});
