import { expect, test } from 'vitest';
import { isVietnameseWord } from './vietnamese-word.ts';

test('syllables of every build are words, in small letters and capitals', () => {
  const words =
    'Nguyễn nghiêng giếng gì giữ quyền quốc Quỳnh quét khuỷu thuở khuya xoong hươu rượu nước biển yêu được ĐẤT ủy ưu ngoằn loét tuần uống ƯƠNG'.split(
      ' ',
    );
  expect(words.filter((word) => !isVietnameseWord(word))).toEqual([]);
});

test('letters that come out of another charset are none', () => {
  const words = 'Tềi khềng lịi toõi höôùc élève Müller ngỔy phẰ nướcc hóàn đẹch̀'.split(' ');

  expect(words.filter(isVietnameseWord)).toEqual([]);
  expect(isVietnameseWord('phòt')).toBe(false);
});
