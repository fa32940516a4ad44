import { XmlDocument, XmlLibError, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { fileURLToPath } from 'node:url';
import { sharedText } from './shared-data.ts';

const XSD = 'newsml-g2/specification/NewsML-G2_2.35-spec-All-Power.xsd';
const PLACE = fileURLToPath(new URL(`../../../shared/data/${XSD}`, import.meta.url));

/** Judges documents by IPTC's own XML Schema of NewsML-G2 2.35; gives what is wrong, or nothing. */
export function newsmlG2Judge(): (document: string) => readonly string[] {
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
