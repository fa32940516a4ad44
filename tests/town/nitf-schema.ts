import { XmlDocument, XmlLibError, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { fileURLToPath } from 'node:url';
import { sharedText } from './shared-data.ts';

const XSD = 'nitf/nitf-3-6.xsd';
const PLACE = fileURLToPath(new URL(`../../../shared/data/${XSD}`, import.meta.url));

/** Judges documents by IPTC's own XML Schema of NITF 3.6; gives what is wrong, or nothing. */
export function nitfJudge(): (document: string) => readonly string[] {
  xmlRegisterFsInputProviders();
  const validator = XsdValidator.fromDoc(XmlDocument.fromString(sharedText(XSD), { url: PLACE }));
  return (document) => {
    const parsed = XmlDocument.fromString(document);
    try {
      validator.validate(parsed);
      return [];
    } catch (problem) {
      if (problem instanceof XmlLibError) return [problem.message];
      throw problem;
    } finally {
      parsed.dispose();
    }
  };
}
