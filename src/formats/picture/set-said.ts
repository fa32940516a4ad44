import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { Said } from './picture-fields.ts';

type TextField =
  | 'headline'
  | 'slugline'
  | 'summary'
  | 'language'
  | 'byline'
  | 'creditLine'
  | 'copyrightHolder'
  | 'copyrightNotice'
  | 'usageTerms'
  | 'version'
  | 'uri';

/** Sets a text field to what a block says, if it says anything. */
export function setSaid(item: WireItemBuilder, field: TextField, said: Said | undefined): void {
  if (said) item.set(field, said.text, said.at);
}

/** Adds a note to editors that goes with the picture. */
export function addNote(item: WireItemBuilder, role: string, said: Said | undefined): void {
  if (said && said.text !== '')
    item.add('edNotes', { text: said.text, role, audience: 'partner', at: said.at }, said.at);
}

/** Notes for what an alternative by language says in the languages that are not shown; `role@vi` tells which. */
export function addOtherTerms(item: WireItemBuilder, role: string, said: readonly Said[]): void {
  const [shown, ...others] = said;
  for (const { text, at, language } of others)
    if (text !== shown?.text) addNote(item, `${role}@${language ?? 'und'}`, { text, at });
}
