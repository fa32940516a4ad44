import { SegmentedControl, useMantineColorScheme, ActionIcon } from '@mantine/core';
import { IconMoon, IconSun, IconDeviceDesktop } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { isInterfaceLanguage } from '#kernel/language.ts';
import { useLanguage, useWords } from '../words/use-words.tsx';

const LANGUAGES = [
  { value: 'vi', label: <span lang="vi">Tiếng Việt</span> },
  { value: 'zh-Hans', label: <span lang="zh-Hans">中文</span> },
  { value: 'en', label: <span lang="en">English</span> },
];

/** The language of the interface, at any time and on every screen. */
export function LanguageSwitch(): ReactNode {
  const { language, setLanguage, words } = useLanguage();
  return (
    <SegmentedControl
      size="xs"
      aria-label={words.nav.language}
      value={language}
      data={LANGUAGES}
      onChange={(value) => {
        if (isInterfaceLanguage(value)) setLanguage(value);
      }}
    />
  );
}

const NEXT = { light: 'dark', dark: 'auto', auto: 'light' } as const;

export function SchemeSwitch(): ReactNode {
  const words = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const name = { light: words.nav.light, dark: words.nav.dark, auto: words.nav.system }[colorScheme];
  const Icon = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop }[colorScheme];
  const label = `${words.nav.scheme}: ${name}`;
  return (
    <ActionIcon
      variant="default"
      size="md"
      aria-label={label}
      title={label}
      onClick={() => setColorScheme(NEXT[colorScheme])}
    >
      <Icon size={16} />
    </ActionIcon>
  );
}
