/**
 * The characters of the bytes 0x80 to 0xFF in single-byte charsets that the Encoding Standard does not have. U+FFFD marks a byte
 * without a character.
 */
export const SINGLE_BYTE_TABLES: ReadonlyMap<string, string> = new Map([
  // TCVN 5712:1993 VN1. The ABC fonts (TCVN3) are its lower half without the toned capitals, which they draw by a font of capitals.
  [
    'tcvn3',
    'ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ' +
      '\u00A0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ' +
      'ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò' +
      'ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ',
  ],
  // RFC 1456 §2. Its six letters among the control characters are in `VISCII_LOW`.
  [
    'viscii',
    'ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ' +
      'ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ' +
      'ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư' +
      'àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ',
  ],
  // Vietnamese Professionals Society, as its Windows fonts have it: capitals without a place of their own share that of the small letter.
  [
    'vps',
    'ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ\uFFFD\uFFFDỀỂỄỐỒỔỖýỷỵỚỜỞ' +
      '\uFFFDắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕự' +
      'ầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺ\uFFFD' +
      'àáâãảạă\uFFFDèéêẽìí\uFFFDĩẴĐòóôõ\uFFFDƠụùúủ\uFFFDỶẼỳ',
  ],
  // IBM code page 437, as the Unicode Consortium maps it (MAPPINGS/VENDORS/MICSFT/PC/CP437.TXT).
  [
    'ibm437',
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ' +
      'áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐' +
      '└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀' +
      'αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0',
  ],
  // IBM code page 850 (MAPPINGS/VENDORS/MICSFT/PC/CP850.TXT).
  [
    'ibm850',
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ' +
      'áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐' +
      '└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀' +
      'ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0',
  ],
]);

/** RFC 1456 §2: letters that VISCII writes with bytes which elsewhere are control characters. */
export const VISCII_LOW: ReadonlyMap<number, string> = new Map([
  [0x02, 'Ẳ'],
  [0x05, 'Ẵ'],
  [0x06, 'Ẫ'],
  [0x14, 'Ỷ'],
  [0x19, 'Ỹ'],
  [0x1e, 'Ỵ'],
]);

/** The German letters of DIN 66003 (ISO 646-DE, iso-ir-21) in the places of ASCII's brackets. */
export const DIN_66003: ReadonlyMap<number, string> = new Map([
  [0x40, '§'],
  [0x5b, 'Ä'],
  [0x5c, 'Ö'],
  [0x5d, 'Ü'],
  [0x7b, 'ä'],
  [0x7c, 'ö'],
  [0x7d, 'ü'],
  [0x7e, 'ß'],
]);
