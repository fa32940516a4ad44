import { canonicalSyllable } from '../lexemes/vietnamese-syllable.ts';
import { isReading, vietnameseReadings } from './han-readings.ts';

/** Simplified; the surnames of nine in ten Chinese and Vietnamese persons in the news. */
export const SURNAMES: ReadonlySet<string> = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤习温俞章鲁葛伍柳岳阮裴甄翁邢游翟庄赖',
);

const IN_VIETNAMESE = new Set([...SURNAMES].flatMap(vietnameseReadings));

/** Could neighbouring Vietnamese syllables be a person: a surname, and all of it syllables that Han characters are read as? */
export function isPerson(syllables: readonly string[]): boolean {
  const [surname = '', ...given] = syllables.map(canonicalSyllable);
  return IN_VIETNAMESE.has(surname) && given.length > 0 && given.every(isReading);
}
