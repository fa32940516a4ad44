/**
 * The only stylesheet, inlined into every page under its hash (no `unsafe-inline`); stays under 14 KB so that it comes
 * with the first packets. Line heights by language: stacked Vietnamese marks and Han need more room (ux.md §4).
 */
export const PORTAL_STYLE = `
:root{color-scheme:light dark;--paper:#fbfaf6;--card:#fff;--ink:#1c1a17;--soft:#5c574e;--rule:#dcd6c9;--mark:#8a1f11;--link:#0b5a6b;--wash:#f3efe4;--warn:#fdf3e0;--warn-rule:#c98a1b;
--serif:"Source Serif 4","Noto Serif","Source Serif Pro",Georgia,"Times New Roman",serif;
--sans:"Noto Sans","Segoe UI",system-ui,-apple-system,Roboto,"Helvetica Neue",Arial,sans-serif;
--han:"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Source Han Sans SC","Noto Sans CJK SC","Noto Sans SC",sans-serif;
--han-serif:"Songti SC","Source Han Serif SC","Noto Serif CJK SC","Noto Serif SC","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",serif;
--lh:1.55;--lhh:1.2;--measure:66ch}
@media (prefers-color-scheme:dark){:root{--paper:#14161a;--card:#1b1e23;--ink:#ece7dc;--soft:#aaa498;--rule:#353a41;--mark:#ff9c8a;--link:#83cbd9;--wash:#1e2228;--warn:#2c2517;--warn-rule:#d9a441}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-block-start:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:400 1.0625rem/var(--lh) var(--serif);text-autospace:normal;overflow-wrap:anywhere}
:lang(vi){--lh:1.65;--lhh:1.28}
:lang(zh){--lh:1.78;--lhh:1.38;--serif:var(--han);--sans:var(--han);--measure:37em;line-break:strict;text-spacing-trim:trim-start;hanging-punctuation:allow-end}
:lang(zh) h1,:lang(zh) .name{font-family:var(--han-serif)}
:lang(zh):is(h1,h2,h3),:lang(zh) :is(h1,h2,h3){text-wrap:pretty}
:lang(zh) em,:lang(zh) cite{font-style:normal;text-emphasis:filled dot}
[lang]{line-height:var(--lh)}
h1,h2,h3{line-height:var(--lhh);font-weight:650;text-wrap:balance;margin:0}
a{color:var(--link);text-decoration-thickness:.06em;text-underline-offset:.16em}
a:hover{text-decoration-thickness:.12em}
:focus-visible{outline:3px solid var(--link);outline-offset:3px;border-radius:2px}
.skip{position:absolute;inset-inline-start:-999px}
.skip:focus{position:static;display:inline-block;padding:.5rem 1rem}
.wide{max-width:72rem;margin-inline:auto;padding-inline:clamp(1rem,4vw,2.5rem)}
.masthead{border-block-end:1px solid var(--rule);background:var(--paper)}
.masthead .wide{padding-block:1.1rem .8rem;display:flex;flex-wrap:wrap;gap:.4rem 1.6rem;align-items:baseline;justify-content:space-between}
.masthead::before{content:"";display:block;height:4px;background:linear-gradient(90deg,var(--mark) 0 38%,var(--link) 38%)}
.name{font-family:var(--serif);font-size:clamp(1.55rem,4vw,2.1rem);font-weight:700;letter-spacing:-.01em;line-height:1.25;margin:0}
.name a{color:inherit;text-decoration:none}
.owner{margin:0;font:400 .85rem/1.5 var(--sans);color:var(--soft)}
nav ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.15rem 1.1rem;font:500 .92rem/1.6 var(--sans)}
nav a{display:inline-block;min-height:24px;padding-block:.2rem;text-decoration:none}
nav a:hover{text-decoration:underline}
nav [aria-current]{color:var(--ink);font-weight:700;box-shadow:inset 0 -2px var(--mark)}
main{padding-block:1.8rem 3rem}
.kicker{font:600 .82rem/1.5 var(--sans);color:var(--mark);margin:0 0 .45rem}
.kicker span+span::before{content:" · ";color:var(--soft)}
.meta{font:400 .88rem/1.6 var(--sans);color:var(--soft);margin:.6rem 0 0;display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;font-variant-numeric:tabular-nums}
.story{display:grid;grid-template-columns:minmax(0,1fr);gap:2.4rem}
@media (min-width:64rem){.story{grid-template-columns:minmax(0,44rem) minmax(0,1fr);column-gap:4rem}.story .side{border-inline-start:1px solid var(--rule);padding-inline-start:2rem}}
.story h1{font-size:clamp(1.75rem,4.6vw,2.65rem);letter-spacing:-.012em}
:lang(zh) .story h1{letter-spacing:0}
.stand{font-size:1.22rem;color:var(--soft);margin:.8rem 0 0;max-width:var(--measure)}
.byline{font:500 .95rem/1.6 var(--sans);margin:1rem 0 0}
.correction{margin:1.4rem 0 0;padding:.9rem 1.1rem;background:var(--warn);border-inline-start:4px solid var(--warn-rule);font:400 .97rem/1.6 var(--sans);max-width:var(--measure)}
.correction h2{font:700 .97rem/1.5 var(--sans)}
.correction p{margin:.25rem 0 0}
.correction p+p{margin-block-start:.6rem;padding-block-start:.6rem;border-block-start:1px solid var(--rule)}
figure{margin:1.6rem 0 0}
img{display:block;max-width:100%;height:auto;background:var(--wash)}
figcaption{font:400 .87rem/1.55 var(--sans);color:var(--soft);padding-block:.5rem 0}
.body{margin-block-start:1.6rem;max-width:var(--measure)}
.body>*{margin:0 0 1.05em}
.body h2{font-size:1.28rem;margin-block-start:1.6em}
.body blockquote{margin-inline:0;padding-inline-start:1.1rem;border-inline-start:3px solid var(--rule);color:var(--soft)}
.body ul{padding-inline-start:1.3em}
.body pre,.list pre{font:400 .9rem/1.6 ui-monospace,Consolas,monospace;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere}
.body table{border-collapse:collapse;font:400 .92rem/1.5 var(--sans);font-variant-numeric:tabular-nums;display:block;overflow-x:auto}
.body td{border-block-end:1px solid var(--rule);padding:.35rem .8rem .35rem 0;vertical-align:top}
.from{margin-block-start:2rem;padding:1.1rem 1.3rem;background:var(--wash);border-block-start:3px solid var(--link);max-width:var(--measure)}
.from h2,.side h2,.list h2{font:700 .95rem/1.5 var(--sans)}
.from p{margin:.35rem 0 .7rem;font-size:1.02rem}
dl{margin:0;display:grid;grid-template-columns:minmax(7rem,auto) 1fr;gap:.3rem 1.2rem;font:400 .9rem/1.55 var(--sans)}
dt{color:var(--soft)}
@media (max-width:34rem){dl{grid-template-columns:1fr;gap:0}dd{margin-block-end:.5rem}}
section[lang],li[lang]{font-family:var(--serif)}
dd{margin:0}
.cards{list-style:none;margin:0;padding:0;display:grid;gap:1.5rem}
.cards h3{font-size:1.08rem;font-weight:600}
.cards h3 a,.lead h2 a{color:inherit;text-decoration:none}
.cards h3 a:hover,.lead h2 a:hover{text-decoration:underline;text-decoration-color:var(--link)}
.cards p{margin:.3rem 0 0;font:400 .93rem/1.6 var(--sans);color:var(--soft)}
.cards .kicker{font-size:.78rem;margin:0 0 .2rem;color:var(--mark)}
.cards .meta{font-size:.8rem;margin:.3rem 0 0}
.cards .short{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;overflow:hidden}
.side .cards{margin-block-start:1rem;gap:0}
.side .cards li{padding-block:.85rem;border-block-start:1px solid var(--rule)}
.front .lead{display:grid;gap:1rem 2rem;padding-block-end:2rem;border-block-end:1px solid var(--rule)}
@media (min-width:48rem){.front .lead.has-picture{grid-template-columns:1.15fr 1fr;align-items:start}}
.front .lead h2{font-family:var(--serif);font-size:clamp(1.6rem,3.8vw,2.35rem);letter-spacing:-.01em}
:lang(zh) .front .lead h2{font-family:var(--han-serif);letter-spacing:0}
.front .lead p.short{font-size:1.1rem;color:var(--soft);margin:.7rem 0 0}
.front .cards{padding-block-start:2rem}
@media (min-width:40rem){.front .cards{grid-template-columns:repeat(2,minmax(0,1fr));column-gap:2.2rem}}
@media (min-width:64rem){.front .cards{grid-template-columns:repeat(3,minmax(0,1fr))}}
.front .cards li{border-block-start:1px solid var(--rule);padding-block-start:1rem}
.front .cards img{margin-block-end:.8rem;aspect-ratio:16/9;object-fit:cover;inline-size:100%}
.front .cards h3{font-family:var(--serif);font-size:1.22rem}
.list{max-width:46rem}
.list h1{font-size:clamp(1.6rem,4vw,2.2rem)}
.list>section{margin-block-start:2.2rem}
.list>section>p{margin:.4rem 0}
.list .cards{margin-block-start:1.6rem;gap:0}
.list .cards h2{font:600 1.1rem/var(--lhh) var(--serif)}
.list .cards h2 a{color:inherit;text-decoration:none}
.list .cards li{border-block-start:1px solid var(--rule);padding-block:1rem}
.list .cards p{font-size:1rem;color:var(--ink)}
.list .cards .meta,.list .cards .kicker{font-size:.85rem;color:var(--soft)}
.list .cards .kicker b{color:var(--mark)}
.notice{max-width:42rem}
.notice section+section{margin-block-start:2.2rem;padding-block-start:2.2rem;border-block-start:1px solid var(--rule)}
.notice h1,.notice h2{font-family:var(--serif);font-size:1.7rem;font-weight:650}
.notice section+section h2{font-size:1.35rem}
.empty{padding:3rem 0;color:var(--soft);font-family:var(--sans)}
.foot{border-block-start:1px solid var(--rule);background:var(--wash)}
.foot .wide{padding-block:1.4rem 2.2rem;display:flex;flex-wrap:wrap;gap:.6rem 2rem;justify-content:space-between}
@media print{.skip,nav,.side,.foot,.meta .no-print{display:none}.masthead::before{display:none}:root{--paper:#fff;--ink:#000;--soft:#333;--wash:#fff;--warn:#fff}body{font-size:11pt}.story,.wide{display:block;max-width:none;padding:0}.from{border:1px solid #999}a{color:inherit;text-decoration:none}.from dd a::after{content:" (" attr(href) ")";font-size:.85em}figure,.correction,.from{break-inside:avoid}}
`;
