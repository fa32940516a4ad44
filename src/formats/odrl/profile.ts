/** The fixed frame of every agreement: docs/protocol/agreement.md. */
export const CONTEXT = ['http://www.w3.org/ns/odrl.jsonld', 'urn:pactwire:context:1'] as const;
export const PROFILE = 'urn:pactwire:odrl:1';

/** Prefixes of the values that are references. */
export const PREFIX = {
  mediaTopic: 'medtop:',
  newsType: 'ninat:',
  spatial: 'iso3166:',
  profile: 'pw:',
} as const;

/** What a selector, an action or a constraint is written with. */
export const TERM_MEMBERS = [
  'leftOperand',
  'operator',
  'rightOperand',
  'rightOperandReference',
  'period',
  'periodZone',
] as const;

const DID = /^did:[a-z0-9]+:[A-Za-z0-9._:%-]+$/;
const LANGUAGE = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;
const AGREEMENT_UID = /^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function parseDid(text: string): string | undefined {
  return DID.test(text) ? text : undefined;
}

export function parseLanguageTag(text: string): string | undefined {
  return LANGUAGE.test(text) ? text : undefined;
}

export function parseAgreementUid(text: string): string | undefined {
  return AGREEMENT_UID.test(text) ? text : undefined;
}
