import { parseDialect } from './dialect-schema.ts';
import type { Dialect } from './dialect.ts';
import aap from './shipped/aap.json' with { type: 'json' };
import afp from './shipped/afp.json' with { type: 'json' };
import akp from './shipped/akp.json' with { type: 'json' };
import anp from './shipped/anp.json' with { type: 'json' };
import ansa from './shipped/ansa.json' with { type: 'json' };
import antara from './shipped/antara.json' with { type: 'json' };
import ap from './shipped/ap.json' with { type: 'json' };
import apa from './shipped/apa.json' with { type: 'json' };
import belga from './shipped/belga.json' with { type: 'json' };
import belgaArchive from './shipped/belga-archive.json' with { type: 'json' };
import belgaImage from './shipped/belga-image.json' with { type: 'json' };
import bernama from './shipped/bernama.json' with { type: 'json' };
import businesswire from './shipped/businesswire.json' with { type: 'json' };
import cision from './shipped/cision.json' with { type: 'json' };
import cna from './shipped/cna.json' with { type: 'json' };
import cns from './shipped/cns.json' with { type: 'json' };
import cp from './shipped/cp.json' with { type: 'json' };
import ctk from './shipped/ctk.json' with { type: 'json' };
import dpa from './shipped/dpa.json' with { type: 'json' };
import efe from './shipped/efe.json' with { type: 'json' };
import epa from './shipped/epa.json' with { type: 'json' };
import fingerpost from './shipped/fingerpost.json' with { type: 'json' };
import getty from './shipped/getty.json' with { type: 'json' };
import globenewswire from './shipped/globenewswire.json' with { type: 'json' };
import jiji from './shipped/jiji.json' with { type: 'json' };
import keystoneSda from './shipped/keystone-sda.json' with { type: 'json' };
import kpl from './shipped/kpl.json' with { type: 'json' };
import kyodo from './shipped/kyodo.json' with { type: 'json' };
import lusa from './shipped/lusa.json' with { type: 'json' };
import mrn from './shipped/mrn.json' with { type: 'json' };
import newsBites from './shipped/news-bites.json' with { type: 'json' };
import nifs from './shipped/nifs.json' with { type: 'json' };
import ntb from './shipped/ntb.json' with { type: 'json' };
import onclusive from './shipped/onclusive.json' with { type: 'json' };
import orangeLogic from './shipped/orange-logic.json' with { type: 'json' };
import pa from './shipped/pa.json' with { type: 'json' };
import pap from './shipped/pap.json' with { type: 'json' };
import prnewswire from './shipped/prnewswire.json' with { type: 'json' };
import pti from './shipped/pti.json' with { type: 'json' };
import reuters from './shipped/reuters.json' with { type: 'json' };
import ritzau from './shipped/ritzau.json' with { type: 'json' };
import solita from './shipped/solita.json' with { type: 'json' };
import stt from './shipped/stt.json' with { type: 'json' };
import tass from './shipped/tass.json' with { type: 'json' };
import tt from './shipped/tt.json' with { type: 'json' };
import vna from './shipped/vna.json' with { type: 'json' };
import xinhua from './shipped/xinhua.json' with { type: 'json' };
import yonhap from './shipped/yonhap.json' with { type: 'json' };

const SHIPPED = [
  aap,
  afp,
  akp,
  anp,
  ansa,
  antara,
  ap,
  apa,
  belga,
  belgaArchive,
  belgaImage,
  bernama,
  businesswire,
  cision,
  cna,
  cns,
  cp,
  ctk,
  dpa,
  efe,
  epa,
  fingerpost,
  getty,
  globenewswire,
  jiji,
  keystoneSda,
  kpl,
  kyodo,
  lusa,
  mrn,
  newsBites,
  nifs,
  ntb,
  onclusive,
  orangeLogic,
  pa,
  pap,
  prnewswire,
  pti,
  reuters,
  ritzau,
  solita,
  stt,
  tass,
  tt,
  vna,
  xinhua,
  yonhap,
];

let read: readonly Dialect[] | undefined;

/** The dialects that come with the house, one file each, read when they are first asked for; a file that is no dialect is a fault. */
export function shippedDialects(): readonly Dialect[] {
  read ??= SHIPPED.map((json) => {
    const dialect = parseDialect(json);
    if (!dialect.ok) throw new Error(`${json.id}${dialect.error.at}: ${dialect.error.detail}`);
    return dialect.value;
  });
  return read;
}
