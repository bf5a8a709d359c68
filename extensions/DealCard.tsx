/** The deal card: a record tab on deals that says which partners brought this deal, and why. */
import { hubspot } from '@hubspot/ui-extensions';
import { useMemo } from 'react';

import { nameOf } from './ask.js';
import type { RecordActions } from './deal-card/acting.js';
import { DealCard } from './deal-card/DealCard.js';
import { askAs } from './transport.js';
import { type OnPropertiesUpdate, useRecordChanges } from './use-record-changes.js';

interface Props {
  readonly dealId: string;
  readonly userName: string;
  readonly actions: RecordActions & { readonly onCrmPropertiesUpdate: OnPropertiesUpdate };
}

const DealCardTab = ({ dealId, userName, actions }: Props) => {
  const ask = useMemo(() => askAs(userName, 'record'), [userName]);
  const revision = useRecordChanges(actions.onCrmPropertiesUpdate);
  return <DealCard dealId={dealId} ask={ask} actions={actions} revision={revision} />;
};

hubspot.extend<'crm.record.tab'>(({ context, actions }) => (
  <DealCardTab dealId={String(context.crm.objectId)} userName={nameOf(context.user)} actions={actions} />
));
