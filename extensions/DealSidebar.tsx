/** The deal's card in the sidebar: who the partner is, one line of why, whom to call. */
import { hubspot } from '@hubspot/ui-extensions';
import { useMemo } from 'react';

import { nameOf } from './ask.js';
import type { RecordActions } from './deal-card/acting.js';
import { DealSidebar } from './deal-sidebar/DealSidebar.js';
import { askAs } from './transport.js';
import { type OnPropertiesUpdate, useRecordChanges } from './use-record-changes.js';

interface Props {
  readonly dealId: string;
  readonly userName: string;
  readonly actions: RecordActions & { readonly onCrmPropertiesUpdate: OnPropertiesUpdate };
}

const DealSidebarCard = ({ dealId, userName, actions }: Props) => {
  const ask = useMemo(() => askAs(userName, 'record'), [userName]);
  const revision = useRecordChanges(actions.onCrmPropertiesUpdate);
  return <DealSidebar dealId={dealId} ask={ask} actions={actions} revision={revision} />;
};

hubspot.extend<'crm.record.sidebar'>(({ context, actions }) => (
  <DealSidebarCard dealId={String(context.crm.objectId)} userName={nameOf(context.user)} actions={actions} />
));
