import type { ReactNode } from 'react';
import { Tri } from '../../sentence.tsx';
import type { Comment, Talks } from '../../shapes.ts';
import { BothTimes } from '../../ui/moment.tsx';
import { useWords } from '../../words/use-words.tsx';

/** What both sides have said, oldest first, with the version it was said of. */
export function CommentList(props: {
  readonly talks: Talks;
  readonly comments: readonly Comment[];
}): ReactNode {
  const words = useWords();
  const { talks, comments } = props;
  if (comments.length === 0) return null;
  const versionOf = (digest: string): number =>
    talks.documents.find((one) => one.digest === digest)?.version ?? 0;
  const roles: Readonly<Record<string, string>> = words.roles;
  return (
    <ul className="comments">
      {comments.map((comment) => (
        <li key={comment.id}>
          <span className="small">
            <b>{comment.author.name}</b>, {roles[comment.author.role] ?? comment.author.role},{' '}
            <Tri text={comment.agency.name} />
            <span className="soft">
              {' '}
              · <BothTimes at={comment.at} /> · {words.talks.onVersion(versionOf(comment.digest))}
            </span>
          </span>
          <p lang={comment.language}>{comment.text}</p>
        </li>
      ))}
    </ul>
  );
}
