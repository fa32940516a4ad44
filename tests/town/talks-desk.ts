import { answersOfAgreement } from '#domain/agreement/talks/answers-of-agreement.ts';
import { commentDocument } from '#app/agreement/talks/comment-document.ts';
import { saveDraft, startDraft } from '#app/agreement/talks/save-draft.ts';
import { shareDraft, withdrawProposal } from '#app/agreement/talks/share-draft.ts';
import { showTalks, type TalksView } from '#app/agreement/talks/show-talks.ts';
import type { DraftQuestions } from '#app/agreement/draft-agreement.ts';
import { signAgreement } from '#app/agreement/sign-agreement.ts';
import { agreementDesk } from './agreement-desk.ts';
import type { Town, TownAgency } from './two-agencies.ts';

/** What two newsrooms do at the table, told in a test's words. */
export function talksDesk(town: Town) {
  const desk = agreementDesk(town);
  const { by } = desk;
  const talksAt = async (one: TownAgency, uid: string): Promise<TalksView> => {
    const view = await showTalks(one.tools, by(one), uid);
    if (!view.ok) throw new Error(view.error.code);
    return view.value;
  };
  /** Writes the next document from what lies on the table, with the give of the first party changed. */
  const write = async (one: TownAgency, uid: string, change: Partial<DraftQuestions['give']>) => {
    const start = await startDraft(one.tools, by(one), uid);
    if (!start.ok) return start;
    const {
      answers,
      base,
      others: [partner = '', ...others],
    } = start.value;
    const { parties: _parties, ...questions } = answers;
    const unchanged = { ...questions, partner, ...(others.length > 0 ? { others } : {}) };
    const changed = { ...unchanged, give: { ...questions.give, ...change } };
    return saveDraft(one.tools, by(one), { uid, base, questions: changed, unchanged, asked: {} });
  };
  const share = async (one: TownAgency, uid: string, days?: number) => {
    const digest = (await talksAt(one, uid)).draft?.filed.digest ?? '';
    return shareDraft(one.tools, by(one), {
      uid,
      digest,
      ...(days === undefined ? {} : { expiresAt: town.after(days * 86_400) }),
    });
  };
  return {
    ...desk,
    talksAt,
    write,
    share,
    /** Writes and lays down in one breath; a refusal is a fault of the test. */
    async lay(one: TownAgency, uid: string, change: Partial<DraftQuestions['give']>): Promise<string> {
      const written = await write(one, uid, change);
      if (!written.ok) throw new Error(written.error.code);
      const shared = await share(one, uid);
      if (!shared.ok) throw new Error(shared.error.code);
      return written.value.digest;
    },
    withdraw: async (one: TownAgency, uid: string) =>
      withdrawProposal(one.tools, by(one), {
        uid,
        digest: (await talksAt(one, uid)).head?.filed.digest ?? '',
      }),
    comment: async (one: TownAgency, uid: string, clause: string, text: string) =>
      commentDocument(one.tools, by(one), {
        uid,
        digest: (await talksAt(one, uid)).head?.filed.digest ?? '',
        role: 'coordinator',
        said: { clause, text, language: 'vi' },
      }),
    signHead: async (one: TownAgency, uid: string) =>
      signAgreement(one.tools, by(one), {
        uid,
        digest: (await talksAt(one, uid)).head?.filed.digest ?? '',
      }),
    /** Number and state of every document, as one side sees it. */
    async tableAt(one: TownAgency, uid: string): Promise<readonly string[]> {
      return (await talksAt(one, uid)).documents.map(
        ({ document, state }) => `${document.filed.version} ${state}`,
      );
    },
    answersAt: async (one: TownAgency, uid: string) => {
      const head = (await talksAt(one, uid)).head;
      const answers = head && answersOfAgreement(head.record.agreement);
      return answers?.ok ? answers.value : undefined;
    },
  };
}
