import { parseDialect } from './dialect-schema.ts';
import type { Dialect } from './dialect.ts';
import aap from './profiles/aap.json' with { type: 'json' };
import afp from './profiles/afp.json' with { type: 'json' };
import akp from './profiles/akp.json' with { type: 'json' };
import anp from './profiles/anp.json' with { type: 'json' };
import ansa from './profiles/ansa.json' with { type: 'json' };
import antara from './profiles/antara.json' with { type: 'json' };
import ap from './profiles/ap.json' with { type: 'json' };
import apa from './profiles/apa.json' with { type: 'json' };
import belga from './profiles/belga.json' with { type: 'json' };
import bernama from './profiles/bernama.json' with { type: 'json' };
import cna from './profiles/cna.json' with { type: 'json' };
import cns from './profiles/cns.json' with { type: 'json' };
import cp from './profiles/cp.json' with { type: 'json' };
import ctk from './profiles/ctk.json' with { type: 'json' };
import dpa from './profiles/dpa.json' with { type: 'json' };
import efe from './profiles/efe.json' with { type: 'json' };
import epa from './profiles/epa.json' with { type: 'json' };
import getty from './profiles/getty.json' with { type: 'json' };
import jiji from './profiles/jiji.json' with { type: 'json' };
import keystoneSda from './profiles/keystone-sda.json' with { type: 'json' };
import kpl from './profiles/kpl.json' with { type: 'json' };
import kyodo from './profiles/kyodo.json' with { type: 'json' };
import lusa from './profiles/lusa.json' with { type: 'json' };
import ntb from './profiles/ntb.json' with { type: 'json' };
import pa from './profiles/pa.json' with { type: 'json' };
import pap from './profiles/pap.json' with { type: 'json' };
import pti from './profiles/pti.json' with { type: 'json' };
import reuters from './profiles/reuters.json' with { type: 'json' };
import ritzau from './profiles/ritzau.json' with { type: 'json' };
import stt from './profiles/stt.json' with { type: 'json' };
import tass from './profiles/tass.json' with { type: 'json' };
import tt from './profiles/tt.json' with { type: 'json' };
import vna from './profiles/vna.json' with { type: 'json' };
import xinhua from './profiles/xinhua.json' with { type: 'json' };
import yonhap from './profiles/yonhap.json' with { type: 'json' };

/** The profiles that come with the house, one file each; a file that is no profile stops the house from starting. */
export const SHIPPED_DIALECTS: readonly Dialect[] = [
  aap,
  afp,
  akp,
  anp,
  ansa,
  antara,
  ap,
  apa,
  belga,
  bernama,
  cna,
  cns,
  cp,
  ctk,
  dpa,
  efe,
  epa,
  getty,
  jiji,
  keystoneSda,
  kpl,
  kyodo,
  lusa,
  ntb,
  pa,
  pap,
  pti,
  reuters,
  ritzau,
  stt,
  tass,
  tt,
  vna,
  xinhua,
  yonhap,
].map((json) => {
  const read = parseDialect(json);
  if (!read.ok) throw new Error(`${json.id}${read.error.at}: ${read.error.detail}`);
  return read.value;
});
