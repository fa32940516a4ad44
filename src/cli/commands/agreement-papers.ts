import { writeFileSync } from 'node:fs';
import { obligationsCsv } from '#app/agreement/obligations-list.ts';
import { showAgreement } from '#app/agreement/show-agreement.ts';
import { agreementText } from '#domain/agreement/say/agreement-text.ts';
import { CONTEXTS } from '#formats/odrl/contexts.ts';
import { accept } from '#kernel/result.ts';
import { reading } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import type { CommandPlan } from '../command-plan.ts';

/** Agreements for people who work on paper and in spreadsheets. */
export const agreementPapers: readonly CommandPlan<CliNeeds>[] = [
  reading({
    name: 'agreement text <uid>',
    about: 'The clauses as plain text in the language of --lang, for lawyers and minutes',
    async run({ node, agency, at, language }, given) {
      const view = await showAgreement(node, { agency, at }, given.demand('uid'));
      if (!view.ok) return view;
      const { said, filed } = view.value;
      const text = agreementText(said, language, filed.digest);
      return accept({ json: { uid: filed.uid, language, text }, lines: [text.trimEnd()] });
    },
  }),
  reading({
    name: 'agreement document <uid>',
    about: 'The agreement itself as ODRL 2.2 in JSON-LD: the document whose canonical bytes are signed',
    async run({ node, agency, at }, given) {
      const view = await showAgreement(node, { agency, at }, given.demand('uid'));
      if (!view.ok) return view;
      const { document } = view.value.filed;
      return accept({ json: document, lines: [JSON.stringify(document, undefined, 2)] });
    },
  }),
  {
    name: 'agreement contexts',
    about: 'The JSON-LD contexts that agreements name, by name, for a reader without a network',
    run: async () => {
      const contexts = Object.fromEntries(CONTEXTS.map(({ url, document }) => [url, document]));
      return accept({ json: contexts, lines: [JSON.stringify(contexts, undefined, 2)] });
    },
  },
  reading({
    name: 'agreement obligations',
    about:
      'Who owes what to whom under every agreement, and what is due now; with --csv a file for a spreadsheet',
    options: [{ flags: '--csv <file>', about: 'writes them there' }],
    async run({ node, agency, at, language }, given) {
      const owing = await node.listOwing({ agency, at });
      const csv = obligationsCsv(owing, language);
      const count = owing.obligations.length;
      const file = given.text('csv');
      if (file !== undefined) writeFileSync(file, csv);
      return accept({
        json: owing,
        lines:
          file === undefined
            ? [csv.slice(1).trimEnd()]
            : [`${count} obligations, ${owing.due.length} due now, in ${file}`],
      });
    },
  }),
];
