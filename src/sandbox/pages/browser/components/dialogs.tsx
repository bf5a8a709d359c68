import type {
  ModalBodyProps,
  ModalFooterProps,
  ModalProps,
  PanelBodyProps,
  PanelFooterProps,
  PanelProps,
  PanelSectionProps,
} from '@hubspot/ui-extensions';
import { type ReactNode, useContext, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';

import { dialogClosed, dialogOpened } from '../dialog-stack.js';
import { IconClose } from '../icons.js';
import { OpenerContext, useScope } from './overlay-scope.js';
import { classes, sizeOf } from './props.js';

interface DialogProps {
  readonly className: string;
  readonly title: string | undefined;
  readonly label: string | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A dialog of the browser's own: it keeps the focus in, takes Escape, makes the page behind it inert, and gives the focus
 * back to what opened it.
 */
export const Dialog = ({ className, title, label, onClose, children }: DialogProps) => {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog === null) return undefined;
    dialog.showModal();
    // The dialog itself, so that its name is read first, and no button in it looks pressed already.
    dialog.focus();
    dialogOpened(dialog);
    return () => {
      dialogClosed(dialog);
      dialog.close();
    };
  }, []);
  return createPortal(
    <dialog
      ref={element}
      tabIndex={-1}
      className={className}
      {...(title === undefined ? { 'aria-label': label ?? 'Dialog' } : { 'aria-labelledby': titleId })}
      onCancel={(event) => {
        // The card decides with the page what closing means; the element goes when React takes it away.
        event.preventDefault();
        if (event.target === element.current) onClose();
      }}
    >
      <header className="dialog-header">
        <h2 id={titleId}>{title}</h2>
        <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
          <IconClose />
        </button>
      </header>
      {children}
    </dialog>,
    document.body,
  );
};

interface Overlay {
  readonly id: string;
  readonly onOpen?: (() => void) | undefined;
  readonly onClose?: (() => void) | undefined;
}

/** Open or not: by the button that it belongs to, by its id, or by itself. */
const useOpen = ({ id, onOpen, onClose }: Overlay) => {
  const scope = useScope();
  const opener = useContext(OpenerContext);
  const [own, setOwn] = useState(false);
  const isOpen = opener?.isOpen ?? own;
  const setOpen = opener?.setOpen ?? setOwn;
  useEffect(
    () => scope.add(id, { open: () => setOpen(true), close: () => setOpen(false) }),
    [scope, id, setOpen],
  );
  const told = useRef({ onOpen, onClose });
  told.current = { onOpen, onClose };
  const wasOpen = useRef(false);
  // A card that takes an open overlay away is told nothing: what it would hear it with went away as well.
  useEffect(() => {
    if (isOpen === wasOpen.current) return;
    wasOpen.current = isOpen;
    if (isOpen) told.current.onOpen?.();
    else told.current.onClose?.();
  }, [isOpen]);
  return { isOpen, close: () => setOpen(false) };
};

/** What opened this overlay is nothing to the buttons inside it. */
const Inside = ({ children }: { readonly children: ReactNode }) => (
  <OpenerContext.Provider value={null}>{children}</OpenerContext.Provider>
);

export const Modal = (props: ModalProps) => {
  const { isOpen, close } = useOpen(props);
  if (!isOpen) return null;
  const { title, width, variant = 'default', children } = props;
  return (
    <Dialog
      className={classes('dialog modal', `modal-${sizeOf(width, 'sm')}`, `modal-${variant}`)}
      title={title}
      label={props['aria-label']}
      onClose={close}
    >
      <Inside>{children}</Inside>
    </Dialog>
  );
};

export const ModalBody = ({ children }: ModalBodyProps) => <div className="dialog-body">{children}</div>;

export const ModalFooter = ({ children }: ModalFooterProps) => (
  <footer className="dialog-footer">{children}</footer>
);

export const Panel = (props: PanelProps) => {
  const { isOpen, close } = useOpen(props);
  if (!isOpen) return null;
  const { title, width, variant = 'default', children } = props;
  return (
    <Dialog
      className={classes('dialog side-panel', `side-panel-${sizeOf(width, 'sm')}`, `side-panel-${variant}`)}
      title={title}
      label={props['aria-label']}
      onClose={close}
    >
      <Inside>{children}</Inside>
    </Dialog>
  );
};

export const PanelBody = ({ children }: PanelBodyProps) => <div className="dialog-body">{children}</div>;

export const PanelSection = ({ flush, children }: PanelSectionProps) => (
  <div className={classes('panel-section', flush === true && 'panel-section-flush')}>{children}</div>
);

export const PanelFooter = ({ children }: PanelFooterProps) => (
  <footer className="dialog-footer">{children}</footer>
);
