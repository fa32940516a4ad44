const EUROPEAN_UNION =
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' ');
/** UN M49, region 150, without its dependencies but for those that Europe is meant with. */
const EUROPE = [
  ...EUROPEAN_UNION,
  ...'AL AD BY BA FO GI GG VA IS IM JE LI MD MC ME MK NO RU SM RS CH UA GB XK'.split(' '),
];
/** UN M49, subregion 005. */
const SOUTH_AMERICA = 'AR BO BR CL CO EC FK GF GY PY PE SR UY VE'.split(' ');
/** UN M49, subregion 419, without uninhabited places. */
const LATIN_AMERICA = [
  ...SOUTH_AMERICA,
  ...'BZ CR SV GT HN MX NI PA AI AG AW BS BB VG KY CU CW DM DO GD GP HT JM MQ MS PR KN LC MF VC SX TT TC VI BL BQ'.split(
    ' ',
  ),
];

/** Names of places that the runtime (CLDR) does not give: shorter ones, regions, and the markets of AP's codes. */
export const PLACES: readonly (readonly [codes: readonly string[], names: readonly string[]])[] = [
  [['TR'], ['turkey']],
  [['NL'], ['holland', 'the netherlands']],
  [['IE'], ['republic of ireland', 'eire']],
  [['AE'], ['uae', 'united arab emirates', 'emirates']],
  [['CI'], ['ivory coast']],
  [['MM'], ['burma']],
  [['TL'], ['east timor']],
  [['MK'], ['macedonia']],
  [['BA'], ['bosnia']],
  [['KP'], ['dprk']],
  [['US'], ['us', 'usa', 'u s', 'u s a', 'america', 'mỹ', 'syr', 'syracuse', 'nyc', 'new york']],
  [
    ['GB'],
    [
      'uk',
      'u k',
      'britain',
      'great britain',
      'england',
      'scotland',
      'wales',
      'northern ireland',
      'anh',
      '英国',
    ],
  ],
  [['VN'], ['vietnam', 'việt nam']],
  [['CN'], ['mainland china', 'trung quốc', '中国大陆', '中国内地']],
  [['KR'], ['korea', 'south korea', 'republic of korea', 'hàn quốc', '韩国']],
  [['HK'], ['hong kong', 'hongkong', 'hồng kông', '香港']],
  [['MO'], ['macau', 'macao', 'ma cao', '澳门']],
  [['TW'], ['taiwan', 'đài loan', '台湾']],
  [['CZ'], ['czech republic']],
  [['RU'], ['russian federation']],
  [['BE', 'NL', 'LU'], ['benelux']],
  [
    ['DK', 'FI', 'IS', 'NO', 'SE'],
    ['scandinavia', 'nordic countries'],
  ],
  [
    ['DE', 'AT', 'CH'],
    ['gsa', 'dach', 'german speaking countries'],
  ],
  [
    ['EE', 'LV', 'LT'],
    ['baltics', 'baltic states', 'baltic countries'],
  ],
  [
    ['AU', 'NZ'],
    ['anz', 'australasia'],
  ],
  [['US', 'CA', 'MX'], ['north america']],
  [EUROPEAN_UNION, ['eu', 'e u', 'european union']],
  [EUROPE, ['europe']],
  [SOUTH_AMERICA, ['south america']],
  [LATIN_AMERICA, ['latin america', 'latin america and the caribbean']],
];
