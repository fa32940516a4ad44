import { accept, refuse, type Result } from '#kernel/result.ts';
import { LEXICON_LANGUAGES, type LexiconLanguage } from './term-key.ts';

/** Words of one language with what they are in another, and how far to trust that. */
export type LexiconPack = {
  readonly from: LexiconLanguage;
  readonly to: LexiconLanguage;
  /** Whose it is and under which licence, as it says itself. */
  readonly source: string;
  readonly licence: string;
  /** What it counts in its own direction and backwards, 0 to 1; 0 backwards says that it cannot be turned round. */
  readonly weight: number;
  readonly back: number;
  readonly entries: readonly PackEntry[];
};
/** `share`: how often the term is put so, beside its other translations. */
export type PackEntry = {
  readonly term: string;
  readonly translations: readonly { readonly text: string; readonly share: number }[];
};

export type PackRefusal = { readonly code: 'lexicon-invalid'; readonly at: string; readonly detail: string };

/** Of translations without a share the first is the likeliest. */
const LESS_LIKELY = 0.3;

/**
 * A pack is a text in UTF-8. Lines `# from: vi`, `# to: zh`, `# source: …`, `# licence: …`, `# weight: 1`, `# back: 0.5` come first;
 * then one term a line, a tab, and its translations, likeliest first, parted by `|`, each with `:share` behind it if that is known:
 * `thủ tướng<TAB>总理:0.8|首相:0.2`.
 */
export function readPack(text: string): Result<LexiconPack, PackRefusal> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const head = new Map<string, string>();
  const entries: PackEntry[] = [];
  for (const [index, line] of lines.entries()) {
    const said = /^#\s*(from|to|source|licence|weight|back)\s*:\s*(.*)$/.exec(line);
    if (said) head.set(said[1] ?? '', (said[2] ?? '').trim());
    if (line.trim() === '' || line.startsWith('#')) continue;
    const entry = entryOf(line);
    if (!entry) return invalid(`${index + 1}:1`, 'a line is a term, a tab, and its translations');
    entries.push(entry);
  }
  return packOf(head, entries);
}

function packOf(
  head: ReadonlyMap<string, string>,
  entries: readonly PackEntry[],
): Result<LexiconPack, PackRefusal> {
  const [from, to] = [languageOf(head.get('from')), languageOf(head.get('to'))];
  if (!from || !to || from === to)
    return invalid('1:1', `“# from:” and “# to:” name two of ${LEXICON_LANGUAGES.join(', ')}`);
  const [weight, back] = [Number(head.get('weight') ?? 1), Number(head.get('back') ?? 1)];
  if (![weight, back].every((one) => one >= 0 && one <= 1))
    return invalid('1:1', '“# weight:” and “# back:” are numbers from 0 to 1');
  const [source, licence] = [head.get('source') ?? '', head.get('licence') ?? ''];
  if (source === '' || licence === '')
    return invalid('1:1', '“# source:” and “# licence:” say whose words these are');
  if (entries.length === 0) return invalid('1:1', 'there is no term in it');
  return accept({ from, to, source, licence, weight, back, entries });
}

function languageOf(tag: string | undefined): LexiconLanguage | undefined {
  return LEXICON_LANGUAGES.find((one) => one === tag);
}

function entryOf(line: string): PackEntry | undefined {
  const [term = '', translations = ''] = line.split('\t').map((part) => part.trim());
  if (term === '' || translations === '') return undefined;
  return {
    term,
    translations: translations.split('|').map((one, index) => {
      const given = /^(.+):(\d(?:\.\d+)?)$/.exec(one.trim());
      return given
        ? { text: (given[1] ?? '').trim(), share: Number(given[2]) }
        : { text: one.trim(), share: 1 / (1 + LESS_LIKELY * index) };
    }),
  };
}

function invalid(at: string, detail: string): Result<never, PackRefusal> {
  return refuse({ code: 'lexicon-invalid', at, detail });
}
