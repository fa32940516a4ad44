import { XmlDocument, XmlLibError, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { fileURLToPath } from 'node:url';
import { sharedText } from './shared-data.ts';

const SCHEMAS = {
  'newsml-g2': 'newsml-g2/specification/NewsML-G2_2.35-spec-All-Power.xsd',
  nitf: 'nitf/nitf-3-6.xsd',
} as const;

/** Judges documents by IPTC's own XML Schema of NewsML-G2 2.35 or NITF 3.6; gives what is wrong, or nothing. */
export function schemaJudge(format: keyof typeof SCHEMAS): (document: string) => readonly string[] {
  const schema = SCHEMAS[format];
  const url = fileURLToPath(new URL(`../../../shared/data/${schema}`, import.meta.url));
  xmlRegisterFsInputProviders();
  const validator = XsdValidator.fromDoc(XmlDocument.fromString(sharedText(schema), { url }));
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
