/** One thing that a block of metadata says, with its place; `language` as BCP 47 where it is said. */
export type Said = { readonly text: string; readonly at: string; readonly language?: string };

/**
 * The fields that more than one block may hold, with their pairs (IPTC Photo Metadata Standard 2023.2 §"IPTC Core"; MWG
 * Guidelines 2.0 §5): XMP property, IIM dataset of record 2.
 */
export const FIELD_PAIRS = [
  ['title', 'dc:title', 5],
  ['urgency', 'photoshop:Urgency', 10],
  ['subjectCodes', 'Iptc4xmpCore:SubjectCode', 12],
  ['category', 'photoshop:Category', 15],
  ['supplementalCategories', 'photoshop:SupplementalCategories', 20],
  ['keywords', 'dc:subject', 25],
  ['instructions', 'photoshop:Instructions', 40],
  ['dateCreated', 'photoshop:DateCreated', 55],
  ['digitised', 'xmp:CreateDate', 62],
  ['creator', 'dc:creator', 80],
  ['creatorTitle', 'photoshop:AuthorsPosition', 85],
  ['city', 'photoshop:City', 90],
  ['sublocation', 'Iptc4xmpCore:Location', 92],
  ['state', 'photoshop:State', 95],
  ['countryCode', 'Iptc4xmpCore:CountryCode', 100],
  ['country', 'photoshop:Country', 101],
  ['jobId', 'photoshop:TransmissionReference', 103],
  ['headline', 'photoshop:Headline', 105],
  ['credit', 'photoshop:Credit', 110],
  ['source', 'photoshop:Source', 115],
  ['copyrightNotice', 'dc:rights', 116],
  ['description', 'dc:description', 120],
  ['descriptionWriter', 'photoshop:CaptionWriter', 122],
  ['genre', 'Iptc4xmpCore:IntellectualGenre', 4],
  ['language', 'dc:language', 135],
] as const;

export type FieldName = (typeof FIELD_PAIRS)[number][0];

/** What one kind of block says, field by field, in its order. */
export type FieldMap = Map<FieldName, Said[]>;

/** Adds to a field; texts of blanks alone say nothing. */
export function say(map: FieldMap, name: FieldName, said: Said): void {
  const text = said.text.trim();
  if (text === '') return;
  const before = map.get(name);
  if (before) before.push({ ...said, text });
  else map.set(name, [{ ...said, text }]);
}
