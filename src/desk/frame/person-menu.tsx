import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { signOut } from '#contract/session.ts';
import { call } from '../call.ts';
import { useSeat } from '../session.tsx';
import { useToasts } from '../toasts.tsx';
import { useWords } from '../words/use-words.tsx';

/** Who sits here, with the few things that concern only them. */
export function PersonMenu(): ReactNode {
  const words = useWords();
  const { session } = useSeat();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { refused } = useToasts();
  const leave = async (): Promise<void> => {
    const result = await call(signOut, {});
    if (!result.ok && result.error.status !== 401) return refused(result.error);
    await navigate({ to: '/start' });
    client.clear();
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" size="compact-sm" rightSection={<IconChevronDown size={14} />}>
          {session.person.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{session.roles.map((role) => words.roles[role]).join(' · ')}</Menu.Label>
        <Menu.Item component={Link} to="/me">
          {words.nav.me}
        </Menu.Item>
        <Menu.Item component="a" href={session.portalUrl} target="_blank" rel="noreferrer">
          {words.nav.portal}
        </Menu.Item>
        <Menu.Item onClick={() => void leave()}>{words.nav.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
