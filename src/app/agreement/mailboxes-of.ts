import type { Contact } from '#domain/agreement/agreement.ts';

/** A general address may be a street or a telephone; only a mailbox can be written to. */
const MAILBOX = /^[^\s<>,;"@]+@[^\s<>,;"@]+$/;

/** The addresses of people that an agreement names, each once. */
export function mailboxesOf(contacts: readonly Contact[]): readonly string[] {
  const addresses = contacts.map((one) => (one.purpose === 'general' ? one.address : one.email));
  return [...new Set(addresses.filter((address) => MAILBOX.test(address)))];
}
