import { isNewsml1, parseNewsml1 } from '../newsml1/parse-newsml-1.ts';
import { isNitf, parseNitf } from '../nitf/parse-nitf.ts';

/** Readers of wires in XML with how each knows its own, in the order in which they are asked. */
export const XML_READERS = [
  { is: isNewsml1, parse: parseNewsml1 },
  { is: isNitf, parse: parseNitf },
] as const;
