import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Agreement } from '../../shapes.ts';
import { useLanguage, useWords } from '../../words/use-words.tsx';

/** The document on the screen to be saved: as text for lawyers, as ODRL for programs, its obligations for a spreadsheet. */
export function AgreementFiles({ agreement }: { readonly agreement: Agreement }): ReactNode {
  const { files } = useWords().register;
  const { language } = useLanguage();
  const address = (what: string): string =>
    `/desk-agreement/${encodeURIComponent(agreement.uid)}/${what}?${new URLSearchParams({ lang: language, digest: agreement.digest }).toString()}`;
  return (
    <div className="actions">
      <Button component="a" variant="default" download href={address('text')}>
        {files.text}
      </Button>
      <Button component="a" variant="default" download href={address('document')}>
        {files.document}
      </Button>
      <Button component="a" variant="default" download href={address('obligations')}>
        {files.obligations}
      </Button>
    </div>
  );
}
