import { isAp, parseAp } from '../apjson/parse-ap.ts';
import { isDpa, parseDpa } from '../dpajson/parse-dpa.ts';
import { isNewsml1, parseNewsml1 } from '../newsml1/parse-newsml-1.ts';
import { isNitf, parseNitf } from '../nitf/parse-nitf.ts';

/** Readers of wires in XML with how each knows its own, in the order in which they are asked. */
export const XML_READERS = [
  { is: isNewsml1, parse: parseNewsml1 },
  { is: isNitf, parse: parseNitf },
] as const;

/** The same of wires in JSON. */
export const JSON_READERS = [
  { is: isDpa, parse: parseDpa },
  { is: isAp, parse: parseAp },
] as const;
