import { askToTranslate } from '#domain/agreement/page-requests.ts';
import { indexFields } from '#formats/lexemes/index-fields.ts';
import type { ItemReader } from '#ports/item-store.ts';
import type { MachineTextStore } from '#ports/machine-text-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Translator } from '#ports/translator.ts';
import type { UseStateStore } from '#ports/use-state-store.ts';
import { askForEach } from './ask-for-each.ts';
import { outsideAmong, textFor, type Asker, type Latest } from './may-leave-house.ts';
import { permittedAmong, type JudgeStores } from './permitted-among.ts';

export type MachineNeeds = {
  readonly translator: Translator;
  readonly transact: Transact<{
    readonly items: ItemReader;
    readonly useState: UseStateStore;
    readonly machineTexts: MachineTextStore;
  }>;
};

/** Stories in one request, all in one language. */
const AT_ONCE = 8;
const PATIENCE_MS = 120_000;
/** What is searched of a translation: the headline, and so much of what follows. */
const MOST_CHARACTERS = 1500;

/**
 * Has the newest stories translated by machine into the agency's languages, to be found in them; what comes back is kept as what it
 * is found by, and not as a text. A partner's story needs the right to be translated into that language; to a service outside of the
 * house goes nothing under an embargo, and of partners' only what `mineData` permits (decision 0043). What the service refuses is asked about again
 * after a day. Throws what it failed at.
 */
export async function translateStories(
  needs: MachineNeeds,
  asker: Asker,
  goOn: () => boolean = () => true,
): Promise<number> {
  await needs.transact(asker.agency.id, ({ machineTexts }) => machineTexts.dropOld());
  let asked = 0;
  for (const language of asker.agency.languages)
    while (goOn()) {
      const done = await translateSome(needs, { ...asker, language });
      asked += done;
      if (done === 0) break;
    }
  return asked;
}

type Into = Asker & { readonly language: string };

async function translateSome(needs: MachineNeeds, into: Into): Promise<number> {
  const { translator, transact } = needs;
  const asked = { language: into.language, engine: translator.engine };
  const { some, sendable } = await transact(into.agency.id, async (stores) => {
    const ids = await stores.machineTexts.missing(asked, into.at, AT_ONCE);
    const latest = await stores.items.latestOf(ids);
    // One language in one request; the others come next.
    const ofOne = latest.filter(({ content }) => content.language === latest[0]?.content.language);
    return { some: ofOne, sendable: await sendableAmong(stores, translator, { ...into, latest: ofOne }) };
  });
  const lexemes = await lexemesOf(
    translator,
    into.language,
    some.filter(({ item }) => sendable.has(item.id)),
  );
  await transact(into.agency.id, async ({ machineTexts }) => {
    for (const { item } of some) {
      const known = lexemes.get(item.id);
      const text = { ...asked, itemId: item.id, version: item.latestVersion };
      await machineTexts.keep({ ...text, ...(known === undefined ? {} : { lexemes: known }) }, into.at);
    }
  });
  return some.length;
}

async function sendableAmong(
  stores: JudgeStores,
  { isInHouse }: Translator,
  { agency, at, language, latest }: Into & { readonly latest: readonly Latest[] },
): Promise<ReadonlySet<string>> {
  const translating = { agency, at, request: askToTranslate(agency, language) };
  const ids = isInHouse
    ? latest.map(({ item }) => item.id)
    : await outsideAmong(stores, { agency, at }, latest);
  return new Set(await permittedAmong(stores, translating, ids));
}

async function lexemesOf(
  translator: Translator,
  language: string,
  sent: readonly Latest[],
): Promise<ReadonlyMap<string, string>> {
  const [first] = sent;
  if (!first) return new Map();
  const languages = { from: first.content.language, to: language };
  const answers = await askForEach(
    sent.map((one) => textFor(one, MOST_CHARACTERS)),
    (texts) => translator.translate(texts, languages, PATIENCE_MS),
  );
  return new Map(
    sent.flatMap(({ item }, at) => {
      const answer = answers[at];
      if (answer === undefined) return [];
      const [headline = '', ...lines] = answer.split('\n');
      const blocks = [{ text: lines.join('\n') }];
      return [[item.id, indexFields({ language, headline, blocks, associations: [] })]];
    }),
  );
}
