import { createPortal } from 'react-dom';

import { Alert } from './components/feedback.js';
import { IconClose } from './icons.js';
import { useTopDialog } from './dialog-stack.js';
import { closeToast, useToasts } from './toasts.js';

/** The messages of the moment, over everything else. */
export const Toaster = () => {
  const toasts = useToasts();
  const dialog = useTopDialog();
  return createPortal(
    <div className="toasts" role="region" aria-label="Messages">
      {toasts.map(({ id, type = 'info', title, message }) => (
        <div key={id} className="toast">
          <Alert title={title ?? message} variant={type}>
            {title === undefined ? null : <p>{message}</p>}
          </Alert>
          <button
            type="button"
            className="icon-button"
            aria-label="Close the message"
            onClick={() => closeToast(id)}
          >
            <IconClose />
          </button>
        </div>
      ))}
    </div>,
    dialog ?? document.body,
  );
};
