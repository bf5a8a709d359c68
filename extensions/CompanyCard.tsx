/** The card on companies: what a partner brings, or which partners are around a customer. */
import { hubspot } from '@hubspot/ui-extensions';
import { useMemo } from 'react';

import { nameOf } from './ask.js';
import { CompanyCard } from './company-card/CompanyCard.js';
import type { RecordActions } from './deal-card/acting.js';
import { askAs } from './transport.js';
import { type OnPropertiesUpdate, useRecordChanges } from './use-record-changes.js';

interface Props {
  readonly companyId: string;
  readonly userName: string;
  readonly actions: RecordActions & { readonly onCrmPropertiesUpdate: OnPropertiesUpdate };
}

const CompanyCardTab = ({ companyId, userName, actions }: Props) => {
  const ask = useMemo(() => askAs(userName, 'record'), [userName]);
  const revision = useRecordChanges(actions.onCrmPropertiesUpdate);
  return <CompanyCard companyId={companyId} ask={ask} actions={actions} revision={revision} />;
};

hubspot.extend<'crm.record.tab'>(({ context, actions }) => (
  <CompanyCardTab
    companyId={String(context.crm.objectId)}
    userName={nameOf(context.user)}
    actions={actions}
  />
));
