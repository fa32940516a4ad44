import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import type { OutgoingItem, OutgoingRights } from '../outgoing-item.ts';
import { ODRL_LANGUAGE } from '../rightsml/print-item-policy.ts';
import { printItemUri } from './item-uri.ts';
import { printNinjs } from './print-ninjs.ts';
import { textIn } from './read-json.ts';

/**
 * An item as ninjs 3.1 with its rights: the provider's own notice and terms where they always stand, and what was agreed beside
 * them in `rightsInfo`, of the item and of each picture that goes with it. ninjs takes the expression as a text.
 */
export function printOutgoingNinjs({ item, rights, pictureRights, translation }: OutgoingItem): JsonObject {
  const { associations, ...printed } = printNinjs(item);
  const byUri = new Map(
    item.associations.flatMap(({ guid }) => {
      const one = pictureRights?.get(guid);
      return one ? [[printItemUri(guid), one] as const] : [];
    }),
  );
  const withRights = (one: JsonObject): JsonObject => {
    const its = byUri.get(textIn(one, 'uri') ?? '');
    return its ? { ...one, ...printRights(its) } : one;
  };
  const pictures = Array.isArray(associations) ? associations.filter(isJsonObject).map(withRights) : [];
  const all = [...pictures, ...(translation ? [originOf(translation)] : [])];
  return {
    ...printed,
    ...(rights ? printRights(rights) : {}),
    ...(all.length > 0 ? { associations: all } : {}),
    ...(translation ? { infoSources: sourcesOf(item, translation) } : {}),
  };
}

type Translated = NonNullable<OutgoingItem['translation']>;

/** What it was made from, and who by: the provider still answers for what it says. */
function originOf({ rel, of, fromLanguage }: Translated): JsonObject {
  return { name: of, uri: printItemUri(of), type: 'text', rel, language: fromLanguage };
}

function sourcesOf({ provider }: OutgoingItem['item'], { rel, by }: Translated): JsonObject[] {
  return [
    { role: 'provider', uri: provider },
    { role: rel === 'translatedFrom' ? 'translator' : 'editor', uri: by },
  ];
}

function printRights({ policy }: OutgoingRights): JsonObject {
  return { rightsInfo: { langId: ODRL_LANGUAGE, encodedRights: JSON.stringify(policy) } };
}
