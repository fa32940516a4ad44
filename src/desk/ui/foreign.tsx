import type { ElementType, ReactNode } from 'react';

type Props = {
  readonly lang: string;
  readonly as?: ElementType;
  readonly className?: string;
  readonly children: ReactNode;
};

/** A run in another language than the screen's: says so, for voice, fonts, line breaking and spelling. */
export function Foreign({ lang, as: Tag = 'span', className, children }: Props): ReactNode {
  return (
    <Tag lang={lang} {...(className ? { className } : {})}>
      {children}
    </Tag>
  );
}
