import { Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ReactNode, Ref } from 'react';

type Props = Omit<ButtonProps, 'data-disabled'> & {
  readonly ref?: Ref<HTMLAnchorElement>;
  readonly children?: ReactNode;
};

function AnchorButton(props: Props): ReactNode {
  return <Button component="a" {...props} />;
}

/** A link that looks like a button: it has an address, so it opens in a new tab too. */
export const LinkButton = createLink(AnchorButton);
