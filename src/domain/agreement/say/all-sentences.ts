import { CLAUSE_SENTENCES } from './clause-sentences.ts';
import { GENERAL_SENTENCES } from './general-sentences.ts';

/** Every sentence that the text of an agreement is made of: when one changes, evidence says that it was worded otherwise. */
export const ALL_SENTENCES = { clauses: CLAUSE_SENTENCES, general: GENERAL_SENTENCES };
