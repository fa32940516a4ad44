import { words } from '../words.ts';

/** Where IPTC's vocabularies live. */
export const NEWSCODES = 'http://cv.iptc.org/newscodes/';

/** Aliases whose vocabulary is named otherwise (catalog.IPTC-G2-Standards). */
const RENAMED: ReadonlyMap<string, string> = new Map(
  words(
    'medtop=mediatopic ninat=ninature cinat=cinature plinat=plinature stat=pubstatusg2 drol=descriptionrole ' +
      'hltype=headlinetype rnd=rendition cpnat=cpnature sig=signal irel=itemrelation why=whypresent nprov=newsprovider ' +
      'subj=subjectcode pgrmod=packagegroupmode isrol=infosourcerole crol=creatorrole ctrol=contributorrole ' +
      'crel=conceptrelation nrol=noterole colin=colourindicator colsp=colourspace aoprop=aoproperty app=application ' +
      'ncostat=newscoveragestatus digsrctype=digitalsourcetype langusecode=languageusecode layorient=layoutorientation ' +
      'hopaction=hopaction svc=service ciprol=contentitemprole eventoccurstatus=eventoccurstatus prodgenre=productgenre ' +
      'vidcodec=videocodec audcodec=audiocodec vidscan=videoscan viddef=videodefinition spfacet=spfacet adc=audiochannels',
  ).map((pair): readonly [string, string] => [
    pair.slice(0, pair.indexOf('=')),
    pair.slice(pair.indexOf('=') + 1),
  ]),
);

/** Aliases that are named as their vocabulary. */
const SAME: readonly string[] = words(
  'genre scene altidrole ednoterole asportfacet asportfacetvalue access timeunit ratingtype dimensionunit worldregion ' +
    'groupmode digitalsourcetype descriptionrole headlinerole',
);

/**
 * Aliases of IPTC's own catalog, as far as we read or write them: the shipped copy of `catalog.IPTC-G2-Standards`, of all its
 * numbered editions, since IPTC gives no alias twice.
 */
export const IPTC_SCHEMES: ReadonlyMap<string, string> = new Map([
  ...[...RENAMED].map(([alias, name]): readonly [string, string] => [alias, `${NEWSCODES}${name}/`]),
  ...SAME.map((alias): readonly [string, string] => [alias, `${NEWSCODES}${alias}/`]),
  ['a1312cat', 'http://cvx.iptc.org/anpa1312-category/'],
]);
