/**
 * Zones by the names that Windows and Outlook write as `TZID`, as CLDR maps them for the territory `001` (windowsZones.xml), one
 * `name = zone` a line.
 */
const TABLE = `
Dateline Standard Time = Etc/GMT+12
Hawaiian Standard Time = Pacific/Honolulu
Alaskan Standard Time = America/Anchorage
Pacific Standard Time = America/Los_Angeles
Pacific Standard Time (Mexico) = America/Tijuana
Mountain Standard Time = America/Denver
US Mountain Standard Time = America/Phoenix
Central Standard Time = America/Chicago
Central America Standard Time = America/Guatemala
Central Standard Time (Mexico) = America/Mexico_City
Canada Central Standard Time = America/Regina
Eastern Standard Time = America/New_York
Eastern Standard Time (Mexico) = America/Cancun
US Eastern Standard Time = America/Indianapolis
SA Pacific Standard Time = America/Bogota
Venezuela Standard Time = America/Caracas
Atlantic Standard Time = America/Halifax
SA Western Standard Time = America/La_Paz
Pacific SA Standard Time = America/Santiago
Paraguay Standard Time = America/Asuncion
Newfoundland Standard Time = America/St_Johns
E. South America Standard Time = America/Sao_Paulo
Argentina Standard Time = America/Buenos_Aires
Montevideo Standard Time = America/Montevideo
SA Eastern Standard Time = America/Cayenne
Greenland Standard Time = America/Godthab
UTC = Etc/UTC
Azores Standard Time = Atlantic/Azores
Cape Verde Standard Time = Atlantic/Cape_Verde
GMT Standard Time = Europe/London
Greenwich Standard Time = Atlantic/Reykjavik
Morocco Standard Time = Africa/Casablanca
W. Europe Standard Time = Europe/Berlin
Central Europe Standard Time = Europe/Budapest
Romance Standard Time = Europe/Paris
Central European Standard Time = Europe/Warsaw
W. Central Africa Standard Time = Africa/Lagos
GTB Standard Time = Europe/Bucharest
E. Europe Standard Time = Europe/Chisinau
FLE Standard Time = Europe/Kiev
Middle East Standard Time = Asia/Beirut
Egypt Standard Time = Africa/Cairo
South Africa Standard Time = Africa/Johannesburg
Israel Standard Time = Asia/Jerusalem
Jordan Standard Time = Asia/Amman
Kaliningrad Standard Time = Europe/Kaliningrad
Libya Standard Time = Africa/Tripoli
Turkey Standard Time = Europe/Istanbul
Arabic Standard Time = Asia/Baghdad
Arab Standard Time = Asia/Riyadh
Belarus Standard Time = Europe/Minsk
Russian Standard Time = Europe/Moscow
E. Africa Standard Time = Africa/Nairobi
Iran Standard Time = Asia/Tehran
Arabian Standard Time = Asia/Dubai
Azerbaijan Standard Time = Asia/Baku
Georgian Standard Time = Asia/Tbilisi
Caucasus Standard Time = Asia/Yerevan
Mauritius Standard Time = Indian/Mauritius
Afghanistan Standard Time = Asia/Kabul
West Asia Standard Time = Asia/Tashkent
Pakistan Standard Time = Asia/Karachi
Ekaterinburg Standard Time = Asia/Yekaterinburg
India Standard Time = Asia/Calcutta
Sri Lanka Standard Time = Asia/Colombo
Nepal Standard Time = Asia/Katmandu
Central Asia Standard Time = Asia/Bishkek
Bangladesh Standard Time = Asia/Dhaka
N. Central Asia Standard Time = Asia/Novosibirsk
Myanmar Standard Time = Asia/Rangoon
SE Asia Standard Time = Asia/Bangkok
North Asia Standard Time = Asia/Krasnoyarsk
China Standard Time = Asia/Shanghai
North Asia East Standard Time = Asia/Irkutsk
Singapore Standard Time = Asia/Singapore
W. Australia Standard Time = Australia/Perth
Taipei Standard Time = Asia/Taipei
Ulaanbaatar Standard Time = Asia/Ulaanbaatar
Tokyo Standard Time = Asia/Tokyo
Korea Standard Time = Asia/Seoul
North Korea Standard Time = Asia/Pyongyang
Yakutsk Standard Time = Asia/Yakutsk
Cen. Australia Standard Time = Australia/Adelaide
AUS Central Standard Time = Australia/Darwin
E. Australia Standard Time = Australia/Brisbane
AUS Eastern Standard Time = Australia/Sydney
Tasmania Standard Time = Australia/Hobart
West Pacific Standard Time = Pacific/Port_Moresby
Vladivostok Standard Time = Asia/Vladivostok
Central Pacific Standard Time = Pacific/Guadalcanal
Magadan Standard Time = Asia/Magadan
New Zealand Standard Time = Pacific/Auckland
Fiji Standard Time = Pacific/Fiji
Samoa Standard Time = Pacific/Apia
Tonga Standard Time = Pacific/Tongatapu
`;

const ZONES: ReadonlyMap<string, string> = new Map(
  TABLE.trim()
    .split('\n')
    .map((line) => line.split(' = '))
    .map(([name = '', zone = '']) => [name.toLowerCase(), zone]),
);

/** The IANA zone that a Windows name stands for; undefined for other names. */
export function windowsZone(name: string): string | undefined {
  return ZONES.get(name.trim().toLowerCase());
}
