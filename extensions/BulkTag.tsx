/** The bulk action on the list of deals: one partner on all that are selected, with the effect shown first. */
import { hubspot } from '@hubspot/ui-extensions';
import { useMemo } from 'react';

import { nameOf } from './ask.js';
import { BulkTag } from './bulk-tag/BulkTag.js';
import { askAs } from './transport.js';

interface Props {
  readonly dealIds: readonly string[];
  readonly userName: string;
}

const BulkTagAction = ({ dealIds, userName }: Props) => {
  const ask = useMemo(() => askAs(userName, 'page'), [userName]);
  return <BulkTag dealIds={dealIds} ask={ask} />;
};

hubspot.extend<'crm.bulkActions'>(({ context }) => (
  <BulkTagAction dealIds={context.crm.objectIds.map(String)} userName={nameOf(context.user)} />
));
