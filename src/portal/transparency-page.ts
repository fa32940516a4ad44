import type { LateCount } from '#domain/correction/worst-days.ts';
import type { ReasonClass } from '#domain/publication/reason-class.ts';
import { html } from '#formats/html/html.ts';
import type { SafeHtml } from '#formats/html/safe-html.ts';
import type { Instant } from '#kernel/instant.ts';
import { timeElement } from './format-time.ts';
import { pageFrame } from './page-frame.ts';
import { transparencyPath, type Site } from './site.ts';
import type { Words } from './words/en.ts';
import { wordsFor } from './words/words-for.ts';

/** One withdrawal in the log; no text of what was withdrawn. */
export type LoggedWithdrawal = {
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
  /** Newest first. */
  readonly withdrawals: readonly LoggedWithdrawal[];
  /** Days of the last month on which answers were late: the highest count of each, newest first. */
  readonly lateDays: readonly LateCount[];
};

/** What was withdrawn, when and why, each with its proof; and how anybody checks that nothing was taken out. */
export function transparencyPage(view: {
  readonly site: Site;
  readonly language: string;
  readonly log: LogOverview;
}): SafeHtml {
  const { site, language, log } = view;
  const words = wordsFor(language);
  const list =
    log.withdrawals.length > 0
      ? html`<ul class="cards">
          ${log.withdrawals.map((one) => withdrawalItem(site, language, one))}
        </ul>`
      : html`<p class="empty">${words.noWithdrawals}</p>`;
  return pageFrame({
    site,
    language,
    title: words.transparency,
    main: html`<div class="list">
      <h1>${words.transparency}</h1>
      <p>${words.transparencyLead}</p>
      <p>
        ${words.logSize(log.size, log.cosigners)} <a href="/transparency/checkpoint">${words.checkpoint}</a>
      </p>
      <p>${words.recallsLate(log.recalls.overdue, log.recalls.refused)}</p>
      ${list} ${lateDaysSection(site, language, log.lateDays)}
      <section>
        <h2>${words.checkTitle}</h2>
        <p>${words.checkHow}</p>
        <pre>npx pactwire log verify ${site.origin}/transparency --key ${log.vkey}</pre>
      </section>
    </div>`,
    head: html`<link rel="canonical" href="${site.origin}${transparencyPath(language)}" />`,
    here: 'transparency',
    inLanguages: site.agency.languages.map((one) => ({ language: one, path: transparencyPath(one) })),
  });
}

/** What the log says of late answers, each number with its proof; nothing where nobody was late. */
function lateDaysSection(site: Site, language: string, days: readonly LateCount[]): SafeHtml {
  const words = wordsFor(language);
  if (days.length === 0) return html``;
  return html`<section>
    <h2>${words.lateDays}</h2>
    <ul>
      ${days.map(
        ({ at, overdue, index }) =>
          html`<li>
            ${timeElement(at, language, site.agency.timeZone)}: ${words.lateCount(overdue)}.
            ${proof(words, index)}
          </li>`,
      )}
    </ul>
  </section>`;
}

function withdrawalItem(site: Site, language: string, one: LoggedWithdrawal): SafeHtml {
  const words = wordsFor(language);
  return html`<li>
    <h2>${words.logged[one.kind]}</h2>
    <p>${words.reasons[one.reasonClass]}</p>
    <p class="meta">
      <span>${timeElement(one.at, language, site.agency.timeZone)}</span>${proof(words, one.index)}
    </p>
  </li>`;
}

/** Where the proof of an entry is, once it has its place. */
function proof(words: Words, index: number | undefined): SafeHtml {
  return index === undefined
    ? html`<span>${words.waitsForPlace}</span>`
    : html`<a href="/transparency/proof/${index}">${words.proofOf(String(index))}</a>`;
}
