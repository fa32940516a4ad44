import type { Agreement } from '#domain/agreement/agreement.ts';
import { parseAgreement } from '#formats/odrl/parse-agreement.ts';
import { printAgreement } from '#formats/odrl/print-agreement.ts';

/** The same terms under another agreement's name, so that rules of two agreements that bear one name can be compared. */
export function asTextOf(agreement: Agreement, uid: string): Agreement {
  const renamed = JSON.stringify(printAgreement(agreement)).replaceAll(agreement.uid, uid);
  const parsed = parseAgreement(JSON.parse(renamed));
  if (!parsed.ok) throw new Error(`a renamed agreement no longer reads: ${parsed.error.code}`);
  return parsed.value;
}
