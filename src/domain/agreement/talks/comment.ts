import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Agreement } from '#domain/agreement/agreement.ts';
import { numberClauses } from '#domain/agreement/number-clauses.ts';
import { clauseName } from './redline.ts';

/** What somebody said about a document or one of its clauses; of the person no more than name and role. */
export type Comment = {
  /** `#give-publish`; not said: about the whole. */
  readonly clause?: string;
  readonly text: string;
  /** BCP 47. */
  readonly language: string;
  readonly author: { readonly name: string; readonly role: string };
};

/** Characters, as a reader counts them. */
export const LONGEST_COMMENT = 4000;
const LONGEST_NAME = 200;
const LANGUAGE = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/;

export type CommentRefusal =
  | { readonly code: 'agreement-comment-invalid'; readonly because: 'text' | 'language' | 'author' }
  | { readonly code: 'agreement-clause-unknown'; readonly clause: string };

/** A comment that can be kept and shown: some text, not too long, a language, who says it, and a clause that is there. */
export function judgeComment(
  comment: Comment,
  agreement: Agreement | undefined,
): Result<Comment, CommentRefusal> {
  const { clause, text, language, author } = comment;
  if (text.trim() === '' || [...text].length > LONGEST_COMMENT) return invalid('text');
  if (!LANGUAGE.test(language)) return invalid('language');
  if (author.name.trim() === '' || author.name.length > LONGEST_NAME || author.role.length > LONGEST_NAME)
    return invalid('author');
  if (clause === undefined || !agreement) return accept(comment);
  const names = [...numberClauses(agreement).keys()].map(clauseName);
  return names.includes(clause) || clause === 'title' || clause === 'opening'
    ? accept(comment)
    : refuse({ code: 'agreement-clause-unknown', clause });
}

function invalid(because: 'text' | 'language' | 'author') {
  return refuse({ code: 'agreement-comment-invalid' as const, because });
}
