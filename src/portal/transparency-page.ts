import type { LateCount } from '#domain/correction/worst-days.ts';
import type { ReasonClass } from '#domain/publication/reason-class.ts';
import { html } from '#formats/html/html.ts';
import type { SafeHtml } from '#formats/html/safe-html.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Trilingual } from '#kernel/language.ts';
import { timeElement } from './format-time.ts';
import { pageFrame } from './page-frame.ts';
import { transparencyPath, type Site } from './site.ts';
import type { Words } from './words/en.ts';
import { wordLanguage, wordsFor } from './words/words-for.ts';

/** One withdrawal in the log; no text of what was withdrawn. */
export type LoggedWithdrawal = {
  /** Where a page of the list begins or ends. */
  readonly number: number;
  readonly kind: keyof Words['logged'];
  readonly reasonClass: ReasonClass;
  readonly at: Instant;
  /** Its place in the log, once it has one. */
  readonly index?: number;
};

export type LogOverview = {
  /** Leaves under the newest checkpoint. */
  readonly size: number;
  /** Partners that cosigned it. */
  readonly cosigners: number;
  /** The log's verifier key. */
  readonly vkey: string;
  /** Partners' answers to what we recalled: how many are late now, how many said no. Numbers, and nobody's name. */
  readonly recalls: { readonly overdue: number; readonly refused: number };
  /** Some withdrawals, newest first, and whether there are more on either side. */
  readonly page: {
    readonly withdrawals: readonly LoggedWithdrawal[];
    readonly newer: boolean;
    readonly older: boolean;
  };
  /** Days of the last month on which answers were late: the highest count of each, newest first. */
  readonly lateDays: readonly LateCount[];
  /** Which program runs and which ran before, newest first; `sha256` in hexadecimal. */
  readonly releases: readonly {
    readonly version: string;
    readonly sha256: string;
    readonly at: Instant;
    readonly index?: number;
  }[];
};

/** Whose log it is; `slug` is missing for the agency that has the site. */
export type LogAgency = { readonly name: Trilingual; readonly timeZone: string; readonly slug?: string };

type View = {
  readonly site: Site;
  readonly language: string;
  readonly log: LogOverview;
  readonly of: LogAgency;
  /** All of the node, each with a log of its own. */
  readonly agencies: readonly LogAgency[];
};

/** What was withdrawn, when and why, each with its proof; and how anybody checks that nothing was taken out. */
export function transparencyPage(view: View): SafeHtml {
  const { site, language, log, of } = view;
  const words = wordsFor(language);
  const path = transparencyPath(language, of.slug);
  const { withdrawals } = log.page;
  const list =
    withdrawals.length > 0
      ? html`<ul class="cards">
          ${withdrawals.map((one) => withdrawalItem(view, one))}
        </ul>`
      : html`<p class="empty">${words.noWithdrawals}</p>`;
  const title =
    of.slug === undefined ? words.transparency : words.transparencyOf(of.name[wordLanguage(language)]);
  return pageFrame({
    site,
    language,
    title,
    main: html`<div class="list">
      <h1>${title}</h1>
      <p>${words.transparencyLead}</p>
      <p>
        ${words.logSize(log.size, log.cosigners)}
        <a href="${logPath(of)}/checkpoint">${words.checkpoint}</a>
      </p>
      <p>${words.recallsLate(log.recalls.overdue, log.recalls.refused)}</p>
      ${list} ${turnPages(view)} ${lateDaysSection(view)}
      <section>
        <h2>${words.checkTitle}</h2>
        <p>${words.checkHow}</p>
        <pre>npx pactwire log verify ${site.origin}${logPath(of)} --key ${log.vkey}</pre>
      </section>
      ${releasesSection(view)} ${otherLogs(view)}
    </div>`,
    ...(log.page.newer ? {} : { head: html`<link rel="canonical" href="${site.origin}${path}" />` }),
    ...(of.slug === undefined ? { here: 'transparency' } : {}),
    inLanguages: site.agency.languages.map((one) => ({
      language: one,
      path: transparencyPath(one, of.slug),
    })),
  });
}

/** Where the log itself is served, of which this is a page. */
function logPath({ slug }: LogAgency): string {
  return slug === undefined ? '/transparency' : `/agencies/${slug}/transparency`;
}

/** To the newer and the older withdrawals: each page begins where another ends, however many are added meanwhile. */
function turnPages({ language, of, log: { page } }: View): SafeHtml {
  const words = wordsFor(language);
  const path = transparencyPath(language, of.slug);
  const [first, last] = [page.withdrawals[0], page.withdrawals.at(-1)];
  const newer = page.newer && first;
  const older = page.older && last;
  if (!page.newer && !older) return html``;
  return html`<nav aria-label="${words.logPages}">
    <ul>
      ${page.newer && html`<li><a href="${path}">${words.newest}</a></li>`}
      ${newer && html`<li><a rel="prev" href="${path}?after=${newer.number}">${words.newer}</a></li>`}
      ${older && html`<li><a rel="next" href="${path}?before=${older.number}">${words.older}</a></li>`}
    </ul>
  </nav>`;
}

/** Which program this node said that it runs, each with its proof, and what makes the digest again; nothing before it said so. */
function releasesSection({ language, of, log: { releases } }: View): SafeHtml {
  const words = wordsFor(language);
  if (releases.length === 0) return html``;
  return html`<section>
    <h2>${words.releases}</h2>
    <p>${words.releasesHow}</p>
    <pre>${SOURCE_DIGEST}</pre>
    <ul>
      ${releases.map(
        ({ version, sha256, at, index }) =>
          html`<li>
            ${words.releaseSince(version)} ${timeElement(at, language, of.timeZone)}: <code>${sha256}</code>
            ${proof(words, of, index)}
          </li>`,
      )}
    </ul>
  </section>`;
}

/** As docs/protocol/transparency.md gives it. */
const SOURCE_DIGEST =
  'find src package.json package-lock.json -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum';

/** The other agencies of the node, each with its own log; nothing where there is only one. */
function otherLogs({ language, of, agencies }: View): SafeHtml {
  const others = agencies.filter(({ slug }) => slug !== of.slug);
  if (others.length === 0) return html``;
  return html`<section>
    <h2>${wordsFor(language).otherLogs}</h2>
    <ul>
      ${others.map(
        ({ slug, name }) =>
          html`<li><a href="${transparencyPath(language, slug)}">${name[wordLanguage(language)]}</a></li>`,
      )}
    </ul>
  </section>`;
}

/** What the log says of late answers, each number with its proof; nothing where nobody was late. */
function lateDaysSection({ language, of, log: { lateDays: days } }: View): SafeHtml {
  const words = wordsFor(language);
  if (days.length === 0) return html``;
  return html`<section>
    <h2>${words.lateDays}</h2>
    <ul>
      ${days.map(
        ({ at, overdue, index }) =>
          html`<li>
            ${timeElement(at, language, of.timeZone)}: ${words.lateCount(overdue)}. ${proof(words, of, index)}
          </li>`,
      )}
    </ul>
  </section>`;
}

function withdrawalItem({ language, of }: View, one: LoggedWithdrawal): SafeHtml {
  const words = wordsFor(language);
  return html`<li>
    <h2>${words.logged[one.kind]}</h2>
    <p>${words.reasons[one.reasonClass]}</p>
    <p class="meta">
      <span>${timeElement(one.at, language, of.timeZone)}</span>${proof(words, of, one.index)}
    </p>
  </li>`;
}

/** Where the proof of an entry is, once it has its place. */
function proof(words: Words, of: LogAgency, index: number | undefined): SafeHtml {
  return index === undefined
    ? html`<span>${words.waitsForPlace}</span>`
    : html`<a href="${logPath(of)}/proof/${index}">${words.proofOf(String(index))}</a>`;
}
