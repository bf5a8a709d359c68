import { useState } from 'react';

import type { CardOnRecord } from '../page-view.js';
import type { Place } from './card-worker.js';
import { Dialog } from './components/dialogs.js';
import { Extension } from './Extension.js';

interface Props {
  readonly action: CardOnRecord;
  readonly portalId: number;
  readonly objectTypeId: string;
  readonly ids: readonly string[];
  readonly refresh: () => void;
  readonly close: () => void;
}

/** A bulk action, over the list that it was started from, with the records that were chosen there. */
export const BulkAction = ({ action, portalId, objectTypeId, ids, refresh, close }: Props) => {
  // What was chosen when it was started: the list behind it is read anew meanwhile.
  const [place] = useState<Place>(() => ({
    portalId,
    crm: { objectTypeId, objectIds: ids.map(Number) },
    record: null,
  }));
  return (
    <Dialog className="dialog side-panel side-panel-lg" title={action.name} label={undefined} onClose={close}>
      <div className="dialog-body">
        <Extension place={place} card={action} refresh={refresh} reload={close} />
      </div>
    </Dialog>
  );
};
