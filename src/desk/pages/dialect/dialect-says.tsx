import type { ReactNode } from 'react';
import type { DialectMatch, DialectText } from '#contract/dialect-shape.ts';
import { useLanguageName } from '../../sentence.tsx';
import { Fact, Facts } from '../../ui/pieces.tsx';
import type { Words } from '../../words/en.ts';
import { useWords } from '../../words/use-words.tsx';
import { instructionNamed } from './dialect-draft.ts';

/** What a dialect says, in plain words. */
export function DialectSays({ dialect }: { readonly dialect: DialectText }): ReactNode {
  const { dialect: words } = useWords();
  const languageName = useLanguageName();
  const { timeZone, language, notes = [], subjects = {}, structure } = dialect;
  const kept = notes.filter(({ audience }) => audience === 'private');
  const shared = notes.filter(({ audience }) => audience === 'partner');
  const codes = Object.values(subjects).flatMap((table) => Object.keys(table));
  const fields = Object.keys(structure?.fields ?? {});
  return (
    <Facts>
      <Fact label={words.recognised}>{recognisedBy(words, dialect)}</Fact>
      {timeZone ? <Fact label={words.zoneIs}>{timeZone}</Fact> : null}
      {language ? <Fact label={words.languageIs}>{languageName(language)}</Fact> : null}
      {kept.length > 0 ? <Fact label={words.keepsPrivate}>{notesOf(words, kept)}</Fact> : null}
      {shared.length > 0 ? <Fact label={words.sharesNotes}>{notesOf(words, shared)}</Fact> : null}
      <Asked dialect={dialect} />
      <Listed label={words.marksAre} texts={dialect.marks} />
      <Listed label={words.deskIs} texts={dialect.desk} />
      {codes.length > 0 ? <Fact label={words.subjectsAre}>{codes.join(words.comma)}</Fact> : null}
      {fields.length > 0 ? (
        <Fact label={words.fieldsAre}>
          {fields.map((field) => fieldName(words, field)).join(words.comma)}
        </Fact>
      ) : null}
    </Facts>
  );
}

function Listed(props: { readonly label: string; readonly texts: readonly string[] | undefined }): ReactNode {
  const { dialect: words } = useWords();
  return props.texts ? <Fact label={props.label}>{props.texts.join(words.comma)}</Fact> : null;
}

function Asked({ dialect }: { readonly dialect: DialectText }): ReactNode {
  const { dialect: words } = useWords();
  const byAsked = Map.groupBy(Object.entries(dialect.instructions ?? {}), ([, asked]) => asked);
  return [...byAsked].map(([asked, said]) => (
    <Fact key={asked} label={instructionNamed(asked) === undefined ? asked : words.asked[asked]}>
      {said.map(([word]) => word).join(words.comma)}
    </Fact>
  ));
}

function notesOf(words: Words['dialect'], notes: NonNullable<DialectText['notes']>): string {
  return notes
    .map(({ role, begins }) =>
      [role === undefined ? '' : words.roleIs(role), begins === undefined ? '' : words.beginsWith(begins)]
        .filter(Boolean)
        .join(words.all),
    )
    .join(words.comma);
}

/** `provider BN; or identities that begin with urn:bay:`. */
export function recognisedBy(words: Words['dialect'], { match, structure }: DialectText): string {
  const root = structure === undefined ? [] : [words.byRoot(structure.root)];
  const all = [...match.map((one) => matchWords(words, one)), ...root];
  return all.length === 0 ? words.nothing : all.join(words.anyOf);
}

export function matchWords(
  words: Words['dialect'],
  { formats, providers, uris, credits }: DialectMatch,
): string {
  return [
    formats && words.byFormat(formats.join(words.comma)),
    providers && words.byProvider(providers.join(words.comma)),
    uris && words.byUri(uris.join(words.comma)),
    credits && words.byCredit(credits.join(words.comma)),
  ]
    .filter(Boolean)
    .join(words.all);
}

/** A field of a wire item by the name that people have for it. */
export function fieldName({ fieldNames, moreFields }: Words['dialect'], field: string): string {
  const names: Readonly<Record<string, string>> = { ...fieldNames, ...moreFields };
  return names[field] ?? field;
}
