import { Button, Modal } from '@hubspot/ui-extensions';
import { type ReactNode, useState } from 'react';

interface Props {
  /** Of the dialog; one of a kind on the card. */
  readonly id: string;
  readonly label: string;
  readonly title: string;
  readonly variant?: 'primary' | 'secondary' | 'transparent';
  readonly size?: 'xs' | 'sm' | 'md';
  /** What stands in the dialog, made anew each time it opens. */
  readonly children: () => ReactNode;
}

/** A button that opens a dialog. Nothing in it runs, or asks for anything, before it is opened. */
export const DialogButton = ({ id, label, title, variant = 'secondary', size = 'sm', children }: Props) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <Button
      variant={variant}
      size={size}
      onClick={() => setOpen(true)}
      overlay={
        <Modal id={id} title={title} width="md" onClose={() => setOpen(false)}>
          {isOpen ? children() : null}
        </Modal>
      }
    >
      {label}
    </Button>
  );
};
