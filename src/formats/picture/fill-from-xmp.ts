import { onlyGiven } from '../only-given.ts';
import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireLink } from '../wire/wire-item.ts';
import { fromBeginning, wireTime } from '../wire/wire-time.ts';
import { words } from '../words.ts';
import { addPlaces } from './add-places.ts';
import { fillKeywordTrees } from './fill-keyword-trees.ts';
import type { Said } from './picture-fields.ts';
import { addNote, addOtherTerms, setSaid } from './set-said.ts';
import { allTexts, fieldOf, saidIn, type XmpProperties } from './xmp-properties.ts';
import type { XmpNode } from './xmp-node.ts';

const EXT = 'Iptc4xmpExt:';
const EXT_NAMESPACE = 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/';

/** What only XMP says (IPTC Core and Extension 2023.2, PLUS 1.2, xmpRights, PRISM). */
export function fillFromXmp(item: WireItemBuilder, xmp: XmpProperties): void {
  fillUsage(item, xmp);
  fillParties(item, xmp);
  fillContent(item, xmp);
  fillKeywordTrees(item, xmp);
  fillSignals(item, xmp);
  for (const [name, role] of LOCATIONS)
    for (const location of xmp.structures(name)) fillLocation(item, location, role);
  fillTimes(item, xmp);
  setSaid(item, 'version', xmp.said('xmpMM:VersionID')[0]);
}

function fillTimes(item: WireItemBuilder, xmp: XmpProperties): void {
  for (const [field, name] of TIMES) {
    const said = xmp.said(name)[0];
    item.date(field, wireTime(said?.text), said?.at ?? '');
  }
  const embargo = xmp.said('prism:embargoDate')[0];
  item.embargo(embargo && fromBeginning(embargo.text), embargo?.at ?? '');
}

const LOCATIONS = [
  [`${EXT}LocationCreated`, 'event'],
  [`${EXT}LocationShown`, 'subject'],
] as const;

const TIMES = [
  ['versionCreated', 'xmp:MetadataDate'],
  ['contentModified', 'xmp:ModifyDate'],
  ['expires', 'prism:expirationDate'],
  ['expires', 'plus:LicenseEndDate'],
] as const;

function fillUsage(item: WireItemBuilder, xmp: XmpProperties): void {
  const terms = xmp.said('xmpRights:UsageTerms');
  setSaid(item, 'usageTerms', terms[0]);
  addOtherTerms(item, 'usageTerms', terms);
  for (const role of TERMS) for (const said of xmp.said(`plus:${role}`)) addNote(item, role, said);
  for (const name of ['xmpRights:WebStatement', 'plus:TermsAndConditionsURL', 'xmpRights:Certificate'])
    for (const { text, at } of xmp.said(name)) addLink(item, { rel: 'license', href: text, at });
  for (const { text, at } of xmp.said('plus:LicenseID')) addLink(item, { rel: 'license', title: text, at });
}

/** PLUS fields in words that limit the use. */
const TERMS = [
  'OtherConstraints',
  'OtherConditions',
  'OtherLicenseConditions',
  'OtherLicenseRequirements',
  'MediaConstraints',
  'RegionConstraints',
  'ProductOrServiceConstraints',
  'MediaSummaryCode',
  'LicensorNotes',
] as const;

function fillParties(item: WireItemBuilder, xmp: XmpProperties): void {
  const owners = xmp
    .structures('plus:CopyrightOwner')
    .flatMap((one) => saidIn(one.fields.get('plus:CopyrightOwnerName')));
  const [owner] = [...owners, ...xmp.said('xmpRights:Owner')];
  setSaid(item, 'copyrightHolder', owner);
  for (const licensor of xmp.structures('plus:Licensor')) fillLicensor(item, licensor);
  for (const supplier of xmp.structures('plus:ImageSupplier')) fillSupplier(item, supplier);
  for (const creator of xmp.structures('plus:ImageCreator')) {
    const title = fieldOf(creator, 'plus:ImageCreatorName');
    const uri = fieldOf(creator, 'plus:ImageCreatorID');
    if (title !== undefined || uri !== undefined)
      addLink(item, { rel: 'creator', at: creator.at, ...some({ title, uri }) });
  }
  for (const { fields, at } of xmp.structures(`${EXT}Contributor`)) {
    const told = [`${EXT}Name`, `${EXT}Role`].flatMap((name) => saidIn(fields.get(name)).slice(0, 1));
    addNote(item, 'contributor', { text: told.map(({ text }) => text).join(', '), at });
  }
}

function fillSupplier(item: WireItemBuilder, supplier: XmpNode): void {
  const name = fieldOf(supplier, 'plus:ImageSupplierName');
  const code = fieldOf(supplier, 'plus:ImageSupplierID') ?? name;
  if (code !== undefined)
    item.set('provider', { code, ...(name === undefined ? {} : { name }) }, supplier.at);
}

/** Who licenses it and where is public; how to reach the person is not. */
function fillLicensor(item: WireItemBuilder, licensor: XmpNode): void {
  const title = fieldOf(licensor, 'plus:LicensorName');
  const href = fieldOf(licensor, 'plus:LicensorURL');
  const uri = fieldOf(licensor, 'plus:LicensorID');
  if (title !== undefined || href !== undefined || uri !== undefined)
    addLink(item, { rel: 'licensor', at: licensor.at, ...some({ title, href, uri }) });
  const reach = [...licensor.fields].filter(([name]) => /Telephone|Email|Address|Street/.test(name));
  for (const [, { text, at }] of reach)
    if (text !== '') item.add('private', { kind: 'contact', text, at }, at);
}

function some(fields: Readonly<Record<'title' | 'href' | 'uri', string | undefined>> | object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function fillContent(item: WireItemBuilder, xmp: XmpProperties): void {
  for (const [name, type] of NAMED_SUBJECTS)
    for (const { text, at } of xmp.said(EXT + name))
      item.add('subjects', { scheme: EXT_NAMESPACE + name, code: text, name: text, type }, at);
  for (const fields of DETAILED_SUBJECTS)
    for (const one of xmp.structures(EXT + fields[0])) fillDetailed(item, one, fields);
  for (const term of xmp.structures(`${EXT}AboutCvTerm`)) fillTerm(item, term);
  for (const { text, at } of xmp.said('Iptc4xmpCore:Scene'))
    item.add('genres', { scheme: 'http://cv.iptc.org/newscodes/scene/', code: text }, at);
  for (const [role, name] of WORDED) for (const said of xmp.said(name)) addNote(item, role, said);
}

function fillDetailed(
  item: WireItemBuilder,
  one: XmpNode,
  [structure, name, id, type]: (typeof DETAILED_SUBJECTS)[number],
): void {
  const told = fieldOf(one, EXT + name);
  const code = fieldOf(one, EXT + id) ?? told;
  const named = onlyGiven({ name: told, type });
  if (code !== undefined) item.add('subjects', { scheme: EXT_NAMESPACE + structure, code, ...named }, one.at);
  listRest(item, one, { structure, taken: [name, id] });
}

/** What else a structure says of a thing, such as who made a work of art that is shown, and who owns it. */
function listRest(
  item: WireItemBuilder,
  { fields }: XmpNode,
  { structure, taken }: { readonly structure: string; readonly taken: readonly string[] },
): void {
  for (const [name, node] of fields) {
    const plain = name.replace(EXT, '');
    const text = allTexts(node).join(', ').slice(0, 300).toWellFormed();
    if (text !== '' && !taken.includes(plain) && !plain.startsWith('exif:GPS'))
      item.dropped.add(node.at, `${structure} ${plain} ${text}`, 'an item has no place for it');
  }
}

const NAMED_SUBJECTS = [
  ['PersonInImage', 'person'],
  ['OrganisationInImageName', 'organisation'],
  ['OrganisationInImageCode', 'organisation'],
  ['Event', 'event'],
  ['EventId', 'event'],
] as const;

const DETAILED_SUBJECTS = [
  ['PersonInImageWDetails', 'PersonName', 'PersonId', 'person'],
  ['ProductInImage', 'ProductName', 'ProductId', undefined],
  ['ArtworkOrObject', 'AOTitle', 'AOSourceInvNo', undefined],
] as const;

/** Descriptions for those who cannot see the picture (IPTC Core 1.3), and what an AI was told (2023.2). */
const WORDED = [
  ['altText', 'Iptc4xmpCore:AltTextAccessibility'],
  ['extendedDescription', 'Iptc4xmpCore:ExtDescrAccessibility'],
  ['aiPromptInformation', `${EXT}AIPromptInformation`],
] as const;

function fillTerm(item: WireItemBuilder, term: XmpNode): void {
  const code = fieldOf(term, `${EXT}CvTermId`);
  const scheme = fieldOf(term, `${EXT}CvId`);
  const name = fieldOf(term, `${EXT}CvTermName`);
  const written = code ?? name;
  if (written === undefined) return;
  const topic = /(?:mediatopic\/|medtop:)(\d{8})$/.exec(written)?.[1];
  item.add(
    'subjects',
    {
      code: written,
      ...(scheme === undefined ? {} : { scheme }),
      ...(name === undefined ? {} : { name }),
      ...(topic === undefined ? {} : { mediaTopic: `medtop:${topic}` }),
    },
    term.at,
  );
  listRest(item, term, { structure: 'AboutCvTerm', taken: ['CvTermId', 'CvId', 'CvTermName'] });
}

/** Facts in codes: how the picture was made, whether people and owners agreed, what machines may do with it. */
const SIGNALS = [
  `${EXT}DigitalSourceType`,
  `${EXT}DigitalSourcefileType`,
  `${EXT}AISystemUsed`,
  `${EXT}AISystemVersionUsed`,
  `${EXT}ModelAge`,
  'plus:ModelReleaseStatus',
  'plus:MinorModelAgeDisclosure',
  'plus:PropertyReleaseStatus',
  'plus:DataMining',
  'plus:ImageAlterationConstraints',
  'plus:ImageDuplicationConstraints',
  'plus:ImageFileConstraints',
  'plus:CreditLineRequired',
  'plus:AdultContentWarning',
  'plus:Reuse',
  'plus:LicenseStartDate',
  'xmpRights:Marked',
] as const;

function fillSignals(item: WireItemBuilder, xmp: XmpProperties): void {
  for (const name of SIGNALS)
    for (const { text, at } of xmp.said(name)) {
      const [, scheme, code] = /^(https?:\/\/.+\/)([^/]+)$/.exec(text) ?? [];
      const signal =
        scheme === undefined || code === undefined ? { scheme: name, code: text } : { scheme, code };
      item.add('signals', signal, at);
    }
}

function fillLocation(item: WireItemBuilder, location: XmpNode, role: 'event' | 'subject'): void {
  const part = (name: string): Said | undefined => saidIn(location.fields.get(EXT + name))[0];
  const id = part('LocationId');
  const named = part('LocationName');
  if (id !== undefined || named !== undefined)
    item.add(
      'places',
      { role, ...(id ? { code: id.text } : {}), ...(named ? { name: named.text } : {}) },
      (id ?? named)?.at ?? '',
    );
  addPlaces(item, role, {
    sublocation: part('Sublocation'),
    city: part('City'),
    state: part('ProvinceState'),
    country: part('CountryName'),
    countryCode: part('CountryCode'),
  });
  listRest(item, location, { structure: 'Location', taken: PLACE_FIELDS });
  const position = [...location.fields].filter(([name]) => name.startsWith('exif:GPS'));
  if (position.length > 0)
    item.add(
      'private',
      { kind: 'position', text: position.map(([, { text }]) => text).join(', '), at: location.at },
      location.at,
    );
}

const PLACE_FIELDS = words('LocationId LocationName Sublocation City ProvinceState CountryName CountryCode');

function addLink(item: WireItemBuilder, link: WireLink): void {
  item.add('links', link, link.at);
}
