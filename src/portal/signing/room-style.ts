import { PORTAL_STYLE } from '../style.ts';

/** The portal's look with forms: for the signing room and the page that checks evidence, inlined under its own hash. */
export const ROOM_STYLE = `${PORTAL_STYLE}
.form-page{max-width:46rem;font-family:var(--sans)}
.form-page h1{margin-block-end:1rem}
.form-page h2{font-size:1.2rem;margin-block:1.8rem .5rem}
.form-page code{font:400 .84em/1.5 ui-monospace,"Cascadia Mono",Consolas,monospace;overflow-wrap:anywhere}
.form-page .told{border-inline-start:4px solid var(--warn-rule);background:var(--warn);padding:.5rem 1rem;margin-block:.8rem}
.form-page .told.plain{border-color:var(--rule);background:var(--card)}
.form-page .told p{margin:.3rem 0}
.spoken{font-weight:650}
.clauses{padding-inline-start:2.2rem}
.clauses li{margin-block:.55rem}
label{display:block;font-weight:600}
input,textarea{font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--soft);border-radius:4px;padding:.5rem .6rem;width:100%;min-height:2.75rem}
input[type=checkbox]{width:1.4rem;min-height:1.4rem;margin:0}
.tick{display:flex;gap:.6rem;align-items:center}
.form-page .meta{display:block}
button{font:600 1.05rem/1.4 var(--sans);color:#fff;background:#0b5a6b;border:0;border-radius:4px;padding:.75rem 1.4rem;min-height:2.75rem;width:100%;cursor:pointer}
button.quiet{background:var(--card);color:var(--ink);border:1px solid var(--soft)}
details{margin-block-start:1.6rem}
summary{min-height:2.75rem;padding-block:.6rem;cursor:pointer;font-weight:600}
`;
