import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Petrol: the ink of the desk; red is kept for kills, amber for what waits. */
const petrol: MantineColorsTuple = [
  '#e9f4f3',
  '#d3e7e6',
  '#a5cfce',
  '#75b6b5',
  '#4f9f9f',
  '#37898b',
  '#1f7377',
  '#0e5a60',
  '#0a494e',
  '#06363a',
];

const stone: MantineColorsTuple = [
  '#faf8f4',
  '#f3f0e9',
  '#e8e4da',
  '#d9d4c8',
  '#c4beb1',
  '#9c988d',
  '#6a6d69',
  '#4e5452',
  '#343b3a',
  '#1d2526',
];

const night: MantineColorsTuple = [
  '#e6e4dd',
  '#b9c1c0',
  '#9aa6a6',
  '#6b7879',
  '#3b4647',
  '#2b3435',
  '#212929',
  '#1a2021',
  '#141919',
  '#0e1212',
];

/** Dark enough for white letters in either theme. */
const rust: MantineColorsTuple = [
  '#fdf1ee',
  '#f9e4df',
  '#f0c1b7',
  '#f5a296',
  '#d9695a',
  '#c24638',
  '#b03226',
  '#9d2419',
  '#7f1c13',
  '#5f140d',
];

/** Where a system face is missing, the next in the list has the stacked Vietnamese marks and the Han of the mainland. */
export const SANS =
  'system-ui, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Source Han Sans SC", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';
export const SERIF =
  '"Source Serif 4", "Noto Serif", "Iowan Old Style", Georgia, "Songti SC", "Source Han Serif SC", "Noto Serif CJK SC", "Noto Sans CJK SC", serif';

export const theme = createTheme({
  colors: { petrol, red: rust, gray: stone, dark: night },
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: SANS,
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "Noto Sans Mono", Menlo, Consolas, monospace',
  headings: { fontFamily: SERIF, fontWeight: '600' },
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '20px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
});
