import {
  CONTACT_PURPOSES,
  type Agreement,
  type AgreementParty,
  type Contact,
  MOST_PARTIES,
} from '#domain/agreement/agreement.ts';
import { parseDid } from './profile.ts';
import {
  Misfit,
  readExactly,
  readList,
  readObject,
  readOneOf,
  readText,
  readWith,
  type Spot,
} from './read-json.ts';
import { readTextByLanguage } from './read-text-by-language.ts';

/** Two to twelve agencies, none of them twice. */
export function parseParties(spot: Spot): Agreement['parties'] {
  const [first, second, ...more] = readList(spot).map(parseParty);
  if (!first || !second || more.length > MOST_PARTIES - 2)
    throw new Misfit(spot.at, 'wrong-value', `2 to ${MOST_PARTIES} parties`);
  const parties = [first, second, ...more] as const;
  parties.forEach(({ did }, index) => {
    if (parties.findIndex((one) => one.did === did) !== index)
      throw new Misfit(`${spot.at}/${index}/uid`, 'duplicate-uid', 'another DID');
  });
  return parties;
}

function parseParty(spot: Spot): AgreementParty {
  const members = readObject(spot, ['uid', '@type', 'name', 'keyThumbprint', 'recoveryKeyHash', 'contact']);
  readExactly(members.need('@type'), 'Party');
  const recoveryKeyHash = members.maybe('recoveryKeyHash');
  const contact = members.maybe('contact');
  const thumbprint = (text: string): string | undefined =>
    /^[A-Za-z0-9_-]{43}$/.test(text) ? text : undefined;
  return {
    did: readWith(members.need('uid'), parseDid, 'a DID'),
    name: readTextByLanguage(members.need('name')),
    keyThumbprint: readWith(members.need('keyThumbprint'), thumbprint, '43 characters of base64url'),
    ...(recoveryKeyHash ? { recoveryKeyHash: readText(recoveryKeyHash) } : {}),
    ...(contact ? { contacts: parseContacts(contact) } : {}),
  };
}

/** One address as a text, or persons and offices as a list. */
function parseContacts(spot: Spot): readonly Contact[] {
  if (typeof spot.value === 'string') return [{ purpose: 'general', address: readText(spot) }];
  const contacts = readList(spot).map(parseContact);
  if (contacts.length === 0) throw new Misfit(spot.at, 'wrong-value', 'a text or at least one contact');
  return contacts;
}

function parseContact(spot: Spot): Contact {
  const members = readObject(spot, ['contactFor', 'name', 'email', 'phone']);
  const phone = members.maybe('phone');
  return {
    purpose: readOneOf(members.need('contactFor'), CONTACT_PURPOSES),
    name: readTextByLanguage(members.need('name')),
    email: readWith(members.need('email'), parseEmail, 'an e-mail address'),
    ...(phone ? { phone: readWith(phone, parsePhone, 'a telephone number such as +84 236 3822 001') } : {}),
  };
}

function parseEmail(text: string): string | undefined {
  return text.length <= 254 && /^[^\s@<>()",;:\\]+@[^\s@<>()",;:\\]+$/u.test(text) ? text : undefined;
}

function parsePhone(text: string): string | undefined {
  return /^\+[0-9][0-9 ()-]{3,30}$/.test(text) ? text : undefined;
}
